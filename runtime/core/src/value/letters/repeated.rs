//! A secret that was pasted twice.

/// Whether the text is one text twice, perhaps with a sign between.
pub(in crate::value) fn is_twice(text: &str) -> bool {
    /// Shorter words people write twice.
    const SHORTEST: usize = 24;

    let bytes = text.as_bytes();
    let half = bytes.len() / 2;
    let between = bytes.get(half..bytes.len() - half).unwrap_or_default();
    bytes.len() >= SHORTEST
        && !matches!(between, [sign] if sign.is_ascii_alphanumeric())
        && bytes.get(..half) == bytes.get(bytes.len() - half..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_is_told_from_once() {
        assert!(is_twice("k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8"));
        assert!(is_twice("k9qZm77xR3vT5yW8,k9qZm77xR3vT5yW8"));
        for text in ["hunterhunter", "k9qZm77xR3vT5yW8ak9qZm77xR3vT5yW8", "k9qZm77xR3vT5yW8", ""] {
            assert!(!is_twice(text), "{text}");
        }
    }
}
