//! What was meant for an editor or a terminal, and got into the text.

use crate::value::about::About;
use crate::value::letters::table::{exact_head, has_end, table};
use crate::value::letters::text::{
    all, all_of, any, begins_as, count, is_digit, is_guid, is_hex_digit, is_letter, is_small_hex,
};

/// How a text ends where what a terminal shows was pasted along, for the fast look.
pub(in crate::value) static TAILS: &[u8] = table!("201~ [0m");

/// How marks of a terminal begin: the ends of what is pasted, and colours.
pub(in crate::value) static HEADS: &[u8] =
    table!("[200~ 200~ ^[[ [0m [1m [0;3 [1;3 [31m [32m [33m");

/// `:wq` and the like behind a key. One letter can be a password, so `:x` is none of them.
pub(in crate::value) fn ends_in_command(text: &str) -> bool {
    const COMMANDS: &[u8] = table!(":wq :wq! :wqa :wqa! :x! :q :q! :qa :qa!");

    let Some((key, _)) = text.rsplit_once(':') else { return false };
    has_end(text, COMMANDS) && is_key(key)
}

/// `^M`, `^C` and `^[[A`, as a terminal shows a key of the keyboard that it was given, behind a key.
pub(in crate::value) fn ends_in_caret(text: &str) -> bool {
    const KEYS: &[u8] = table!("^@ ^A ^C ^D ^E ^H ^J ^L ^M ^V ^Z ^[[A ^[[B ^[[C ^[[D ^[[F ^[[H");

    let Some((key, _)) = text.split_once('^') else { return false };
    has_end(text, KEYS) && is_key(key)
}

/// Long enough, with a digit, and of the signs of keys alone.
fn is_key(text: &str) -> bool {
    const SHORTEST: usize = 16;

    text.len() >= SHORTEST && any(text, is_digit) && all_of(text, "-_.+/=")
}

/// `KEYroot@host:~# `, as where a file without a last line break is shown, and the prompts of Red Hat, of zsh and of
/// PowerShell.
pub(in crate::value) fn ends_in_prompt(text: &str) -> bool {
    const SHORTEST: usize = 16;

    let text = text.trim_end();
    if text.contains("://") {
        return false;
    }
    if let (true, Some((key, _))) = (text.ends_with('>'), text.split_once("PS C:\\")) {
        return key.len() >= SHORTEST;
    }
    let Some((key, shown)) = text.rsplit_once('@') else { return false };
    let Some((host, place)) = shown.split_once([':', ' ']) else { return false };
    let Some(place) = place.strip_suffix(['#', '$', '%']) else { return false };
    let place = place.trim_end().trim_end_matches(']');
    key.len() >= SHORTEST
        && any(key, is_digit)
        && !host.is_empty()
        && all_of(host, "-.")
        && begins_as(place, |c| matches!(c, '~' | '/'))
        && all_of(place, "~/-._")
}

/// `%`, which zsh shows where a text has no line break at its end, behind hexadecimal digits alone, a UUID or a token in
/// three parts.
pub(in crate::value) fn ends_in_mark_of_zsh(text: &str) -> bool {
    const SHORTEST: usize = 32;

    let Some(key) = text.strip_suffix('%') else { return false };
    let is_token = || key.starts_with("eyJ") && all_of(key, "-_.") && count(key, |c| c == '.') == 2;
    matches!(key.len(), 24 | 30) && all(key, is_small_hex)
        || key.len() >= SHORTEST && all(key, is_hex_digit)
        || is_guid(key)
        || is_token()
}

/// The same behind a text of the signs of keys alone, where a name asks for what a provider gives out.
pub(in crate::value) fn is_key_with_mark_of_zsh(text: &str, about: &About) -> bool {
    const SHORTEST: usize = 20;

    let Some(key) = text.strip_suffix('%') else { return false };
    key.len() >= SHORTEST
        && all_of(key, "-_.:")
        && any(key, is_digit)
        && any(key, is_letter)
        && about.ends_in_key()
}

/// Whether a mark of a terminal stands before or behind it.
pub(in crate::value) fn has_mark(text: &str) -> bool {
    // The last is what fish shows where a line does not end.
    exact_head(text, HEADS).is_some() || has_end(text, table!("[201~ [0m \u{1b}[m \u{23ce}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged;

    #[test]
    fn commands_are_told_from_passwords() {
        for end in [":wq", ":wq!", ":q", ":q!", ":x!", ":wqa"] {
            assert!(ends_in_command(&format!("k9qZm77xR3vT5yW8{end}")), "{end}");
            assert!(!ends_in_command(&format!("k9q{end}")), "{end}");
            assert!(!ends_in_command(&format!("k9qZm77x$R3vT5yW8{end}")), "{end}");
        }
        for text in ["k9qZm77xR3vT5yW8:x", "k9qZm77xR3vT5yW8:wquit", "k9qZm77xR3vT5yW8", ":wq"] {
            assert!(!ends_in_command(text), "{text}");
        }
    }

    #[test]
    fn keys_of_a_keyboard_are_told_from_passwords() {
        for end in ["^M", "^C", "^[[A", "^[[D^[[C"] {
            assert!(ends_in_caret(&format!("k9qZm77xR3vT5yW8{end}")), "{end}");
            assert!(!ends_in_caret(&format!("k9q{end}")), "{end}");
            assert!(!ends_in_caret(&format!("k9q$Zm77xR3vT5yW8{end}")), "{end}");
        }
        assert!(!ends_in_caret("k9qZm77xR3vT5yW8^m") && !ends_in_caret("k9qZm77xR3vT5yW8"));
        assert!(has_mark("k9qZm77xR3vT5yW8\u{23ce}"));
    }

    #[test]
    fn the_mark_of_zsh_is_told_from_passwords() {
        for text in [
            "7d1f0a93c5e84264a0917ac3d5be8246%",
            "7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93%",
            "7d1f0a93-c5e8-4264-a091-7ac3d5be8246%",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.exampleNotAKey9%",
        ] {
            assert!(ends_in_mark_of_zsh(text), "{text}");
        }
        for text in [
            "7d1f0a93c5e84264a0917ac3d5be8246",
            "7d1f0a93c5e84264a0917ac3d5be8246%%",
            "7d1f0a93c5e84264%",
            "7d1f0a93c5e84264-a091-7ac3-d5be-8246%",
            "7d1f0a93-c5e8-4264-a091-7ac3d5be824x%",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0%",
            "k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8%",
        ] {
            assert!(!ends_in_mark_of_zsh(text), "{text}");
        }
    }

    #[test]
    fn the_mark_of_zsh_is_told_behind_what_a_provider_gives_out() {
        for text in ["tk_k9qzm77xr3vt5yw8k9qzm77xr3vt%", "8747558945:AAk9qZm77xR3vT5yW8%"] {
            assert_eq!(judged("acme", "ACME_TOKEN", text), [Doubt::StraySign], "{text}");
            assert_eq!(judged("acme", "ACME_PASSWORD", text), [], "{text}");
        }
        for text in ["k9qZm77xR3%", "k9q%Zm77xR3vT5yW8k9qZm77x%", "70819263445570819263%"] {
            assert_eq!(judged("acme", "ACME_TOKEN", text), [], "{text}");
        }
    }

    #[test]
    fn marks_are_told_from_brackets() {
        for text in
            ["[200~k9qZm77x[201~", "200~k9qZm77x", "^[[1mk9qZm77x", "k9qZm77x[0m", "[32mk9q"]
        {
            assert!(has_mark(text), "{text}");
        }
        for text in ["[k9qZm77x]", "200k9qZm77x", "^[k9qZm77x", "k9qZm77x0m", "[33k9q"] {
            assert!(!has_mark(text), "{text}");
        }
    }
}
