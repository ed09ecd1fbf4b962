//! Values in the forms of real keys, of letters that are made when a measurement runs: none stands in the repository.

use crate::manifest::KEYS;

const DIGITS: &[u8] = b"0123456789";
const HEX: &[u8] = b"0123456789abcdef";
const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The key of a credential of [`Kind::Keys`](crate::manifest::Kind::Keys), in the form that its variable asks for.
pub fn key(index: usize) -> String {
    let mut random = Random(index as u64 * 2 + 1);
    let mut of = |alphabet, length| random.letters(alphabet, length);
    let (_, name) = KEYS[index % KEYS.len()];
    match name {
        "ANTHROPIC_API_KEY" => format!("sk-ant-{}{}", "api03-", of(BASE64URL, 95)),
        "OPENAI_API_KEY" => {
            format!("sk-{}{}T3Blbk{}{}", "proj-", of(BASE64URL, 74), "FJ", of(BASE64URL, 74))
        }
        "GITHUB_TOKEN" => {
            let letters = of(LETTERS, 30);
            format!("gh{}{letters}{}", "p_", checksum(&letters))
        }
        "AWS_ACCESS_KEY_ID" => format!("AK{}{}", "IA", of(BASE32, 16)),
        "AWS_SECRET_ACCESS_KEY" => of(BASE64, 40),
        "SLACK_BOT_TOKEN" => {
            format!("xo{}{}-{}-{}", "xb-", of(DIGITS, 12), of(DIGITS, 13), of(LETTERS, 24))
        }
        "GOOGLE_API_KEY" => format!("AI{}{}", "za", of(BASE64URL, 35)),
        "STRIPE_SECRET_KEY" => format!("sk_{}{}", "live_", of(LETTERS, 99)),
        "SENDGRID_API_KEY" => format!("SG{}{}.{}", ".", of(BASE64URL, 22), of(BASE64URL, 43)),
        "DD_API_KEY" => of(HEX, 32),
        "DATABASE_URL" => {
            format!("postgres://app:{}@db.example:5432/orders", of(LETTERS, 24))
        }
        "ACME_TOKEN" => of(HEX, 40),
        // `{"alg":"HS256","typ":"JWT"}`, and `{"sub":"…","iat":1700000000,"exp":4102444800}`.
        "ACME_ACCESS_TOKEN" => format!(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
             eyJzdWIiOiJleGFtcGxlIiwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.{}",
            of(BASE64URL, 43)
        ),
        "ACME_SECRET" => of(BASE64, 43) + "=",
        _ => {
            let digits = of(HEX, 32);
            let (time, rest) = digits.split_at(8);
            let (node, rest) = rest.split_at(4);
            format!("{time}-{node}-4{}-8{}-{}", &rest[1..4], &rest[5..8], &rest[8..])
        }
    }
}

/// As GitHub has it at the end of a token: the CRC-32 of the rest, in base 62.
fn checksum(letters: &str) -> String {
    let crc = letters.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ ((crc & 1) * 0xedb8_8320))
    });
    let mut rest = !crc as usize;
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = LETTERS[rest % 62];
        rest /= 62;
    }
    String::from_utf8_lossy(&digits).into_owned()
}

/// Xorshift: the same letters in each run.
struct Random(u64);

impl Random {
    fn letters(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length).map(|_| char::from(alphabet[self.below(alphabet.len())])).collect()
    }

    fn below(&mut self, size: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) as usize % size
    }
}

#[cfg(test)]
mod tests {
    use provider_credentials::Loader;

    use super::key;
    use crate::manifest::{Kind, variable};
    use crate::sets::keys_1000;

    #[test]
    fn no_key_has_a_warning() {
        let variables = (0..1000).map(|index| (Kind::Keys.variable(index), key(index)));
        let creds: keys_1000::Credentials =
            Loader::new().with_environment(variables.collect::<Vec<_>>()).load();
        assert_eq!(creds.loaded_ids().len(), 1000);
        for one in creds.metadata() {
            assert!(one.warnings().is_empty(), "{one}");
        }
        assert_ne!(Kind::Keys.variable(0), variable(0));
    }
}
