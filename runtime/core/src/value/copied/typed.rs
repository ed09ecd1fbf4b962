//! What was meant for an editor or a terminal, and got into the text.

use crate::value::letters::table::{exact_head, has_end, table};
use crate::value::letters::text::{all_of, any, begins_as, is_digit};

/// How a text ends where what a terminal shows was pasted along, for the fast look.
pub(in crate::value) static TAILS: &[u8] = table!("201~ [0m");

/// How marks of a terminal begin: the ends of what is pasted, and colours.
pub(in crate::value) static HEADS: &[u8] =
    table!("[200~ 200~ ^[[ [0m [1m [0;3 [1;3 [31m [32m [33m");

/// `:wq` and the like behind a key. One letter can be a password, so `:x` is none of them.
pub(in crate::value) fn ends_in_command(text: &str) -> bool {
    const SHORTEST: usize = 16;
    const COMMANDS: &[u8] = table!(":wq :wq! :wqa :wqa! :x! :q :q! :qa :qa!");

    let Some((key, _)) = text.rsplit_once(':') else { return false };
    has_end(text, COMMANDS) && key.len() >= SHORTEST && any(key, is_digit) && all_of(key, "-_.+/=")
}

/// `^M`, `^C` and `^[[A`, as a terminal shows a key of the keyboard that it was given, behind a key.
pub(in crate::value) fn ends_in_caret(text: &str) -> bool {
    const SHORTEST: usize = 16;
    const KEYS: &[u8] = table!("^@ ^A ^C ^D ^E ^H ^J ^L ^M ^V ^Z ^[[A ^[[B ^[[C ^[[D ^[[F ^[[H");

    let Some((key, _)) = text.split_once('^') else { return false };
    has_end(text, KEYS) && key.len() >= SHORTEST && any(key, is_digit) && all_of(key, "-_.+/=")
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

/// Whether a mark of a terminal stands before or behind it.
pub(in crate::value) fn has_mark(text: &str) -> bool {
    // The last is what fish shows where a line does not end.
    exact_head(text, HEADS).is_some() || has_end(text, table!("[201~ [0m \u{1b}[m \u{23ce}"))
}

#[cfg(test)]
mod tests {
    use super::*;

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
