//! Words of the command line in messages: one of them may be a secret in the wrong place, as in `set openai KEY`.

/// So many bytes may be a secret, if they are nothing that is known.
const LONG: usize = 16;

/// Whether a word is not to be shown.
pub(crate) fn may_be_secret(word: &str) -> bool {
    word.len() >= LONG && !word.starts_with('-')
}

/// The word as it may be shown, where nothing like it is known.
pub(crate) fn shown(word: &str) -> String {
    if may_be_secret(word) { "***".to_owned() } else { word.escape_debug().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_or_a_flag_is_shown() {
        assert_eq!(shown("opneai"), "opneai");
        assert_eq!(shown("--a-flag-with-a-long-name"), "--a-flag-with-a-long-name");
        assert_eq!(shown("example-of-a-long-key"), "***");
    }
}
