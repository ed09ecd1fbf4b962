/// 48 letters that look like nothing and occur nowhere else; the same for the same name.
#[must_use]
pub fn letters(name: &str) -> String {
    of_alphabet(name, b"abcdefghijklmnopqrstuvwxyz", 48)
}

/// What a scanner takes for a token of GitHub. None stands in the repository: it is made when a test runs.
#[must_use]
pub fn github_token(name: &str) -> String {
    let digits = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    format!("gh{}{}", "p_", of_alphabet(name, digits, 36))
}

/// What a scanner takes for the ID of a key of AWS.
#[must_use]
pub fn aws_key_id(name: &str) -> String {
    format!("AK{}{}", "IA", of_alphabet(name, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16))
}

/// Of two lines, with signs that JSON, URLs, shells and Rust write in another way.
#[must_use]
pub fn odd(name: &str) -> String {
    let letters = letters(&format!("odd {name}"));
    let part = |at: usize| letters.get(at * 12..(at + 1) * 12).unwrap_or_default();
    // What all of them have is never a piece.
    let (first, second, third, fourth) = (part(0).to_uppercase(), part(1), part(2), part(3));
    format!("\"{first}\\/+=& {second}é%~~~~~\n'{third}\t<ж\u{a0}>{fourth}")
}

fn of_alphabet(name: &str, alphabet: &[u8], length: usize) -> String {
    // FNV-1a for the seed, xorshift for the letters.
    let seed = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let mut state = name.bytes().fold(0xcbf2_9ce4_8422_2325, seed);
    let size = u64::try_from(alphabet.len()).unwrap_or(1);
    let letter = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let at = usize::try_from((state >> 32) % size).unwrap_or(0);
        alphabet.get(at).copied().map_or('?', char::from)
    };
    (0..length).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_its_own_and_always_the_same() {
        for make in [letters, github_token, aws_key_id, odd] {
            assert_eq!(make("a"), make("a"));
            assert_ne!(make("a"), make("b"));
            assert!(!make("a").contains('?'));
            let one = crate::Sentinels::new().with("a", &make("a"));
            assert_eq!(one.find(make("b").as_bytes()), [], "nothing that all of them have");
        }
        assert_eq!(letters("a").len(), 48);
        assert_eq!(github_token("a").len(), 40);
    }
}
