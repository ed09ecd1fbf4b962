use super::encoding::sextet;
use super::signs::has;
use super::text::all;
use crate::report::{Cipher, TextReason};

/// Why the text is no secret, whatever it was meant to be.
pub(crate) fn refused(text: &str) -> Option<TextReason> {
    if let Some(cipher) = cipher(text) {
        return Some(TextReason::Encrypted(cipher));
    }
    text.contains('\0').then_some(TextReason::Nul)
}

/// What the text is encrypted by.
fn cipher(text: &str) -> Option<Cipher> {
    if is_of_rails(text) {
        return Some(Cipher::Rails);
    }
    for row in CIPHERS {
        if text.starts_with(row.head) && text.ends_with(row.end) && text.len() >= row.least {
            return Some(row.cipher);
        }
    }
    // A whole file of values that sops encrypted one by one.
    let is_document = text.starts_with('{') || text.contains('\n');
    if is_document && has(text, SOPS) { Some(Cipher::Sops) } else { None }
}

const SOPS: &str = "ENC[AES256_GCM,";

/// `credentials.yml.enc`: three pieces of base64, of which the second is twelve bytes, and the third sixteen.
fn is_of_rails(text: &str) -> bool {
    let mut pieces = text.split("--");
    let (Some(data), Some(start), Some(tag), None) =
        (pieces.next(), pieces.next(), pieces.next(), pieces.next())
    else {
        return false;
    };
    start.len() == 16
        && tag.len() == 24
        && tag.ends_with("==")
        && data.len() >= 24
        && is_base64(data)
        && is_base64(start)
        && is_base64(tag)
}

fn is_base64(piece: &str) -> bool {
    let is_digit = |c| u8::try_from(c).is_ok_and(|byte| sextet(byte).is_some());
    piece.len() % 4 == 0 && all(piece.trim_end_matches('='), is_digit)
}

/// How ciphertext looks, by the documentation of each.
pub(super) struct Row {
    pub(super) head: &'static str,
    end: &'static str,
    least: usize,
    cipher: Cipher,
}

const fn row(head: &'static str, end: &'static str, least: usize, cipher: Cipher) -> Row {
    Row { head, end, least, cipher }
}

pub(super) static CIPHERS: &[Row] = &[
    row(SOPS, "", 0, Cipher::Sops),
    row("age-encryption.org/v1", "", 0, Cipher::Age),
    row("YWdlLWVuY3J5cHRpb24ub3JnL3Yx", "", 0, Cipher::Age),
    row("-----BEGIN AGE ENCRYPTED FILE-----", "", 0, Cipher::Age),
    row("-----BEGIN PGP MESSAGE-----", "", 0, Cipher::Pgp),
    row("$ANSIBLE_VAULT;", "", 0, Cipher::Ansible),
    row("vault:v1:", "", 0, Cipher::Transit),
    row("ENC(", ")", 24, Cipher::Jasypt),
    row("ENC[PKCS7,", "]", 64, Cipher::Eyaml),
    row("{cipher}", "", 32, Cipher::Spring),
    row("{AES}", "=", 24, Cipher::WebLogic),
    row("{AES256}", "=", 24, Cipher::WebLogic),
    row("{xor}", "=", 12, Cipher::WebSphere),
    row("![", "=]", 24, Cipher::Mule),
    row("AQICAH", "", 100, Cipher::AwsKms),
    row("U2FsdGVkX1", "", 24, Cipher::OpenSsl),
    row("EJ[1:", "]", 64, Cipher::Ejson),
    row("encrypted:B", "", 64, Cipher::Dotenvx),
    row("k8s:enc:", "", 16, Cipher::Kubernetes),
    row("01000000d08c9ddf0115d1118c7a00c04fc297eb", "", 0, Cipher::Dpapi),
    row("76492d1116743f0423413b16050a5345", "", 0, Cipher::Dpapi),
];
