//! Text of a file that anybody may have written to, for a terminal.

use crate::screen::{beginning, end, pad, width_of};

/// With what a terminal would act on, or not show, escaped.
pub(super) fn safe(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '"' | '\'') {
            shown.push(c);
        } else {
            shown.extend(c.escape_debug());
        }
    }
    shown
}

/// As wide as that: what is cut stands at the end, or at the start where the end says more.
pub(super) fn fit(text: &str, width: usize, keeps_end: bool) -> String {
    let room = width.saturating_sub(1);
    if width_of(text) <= width {
        pad(text, width)
    } else if keeps_end {
        pad(&format!("…{}", end(text, room)), width)
    } else {
        pad(&format!("{}…", beginning(text, room)), width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_that_a_terminal_obeys_gets_through() {
        for (text, shown) in [
            ("src/main.rs \"x\" 'y' é", "src/main.rs \"x\" 'y' é"),
            ("\u{1b}[31m\u{7}\u{9b}2J", "\\u{1b}[31m\\u{7}\\u{9b}2J"),
            ("a\rb\nc\u{202e}d\u{200b}\u{85}", "a\\rb\\nc\\u{202e}d\\u{200b}\\u{85}"),
            ("\\u{1b}", "\\\\u{1b}"),
        ] {
            assert_eq!(safe(text), shown);
        }
    }

    #[test]
    fn columns_are_as_wide_as_they_are() {
        assert_eq!(fit("abc", 5, false), "abc  ");
        assert_eq!(fit("abcdef", 5, false), "abcd…");
        assert_eq!(fit("src/ümain.rs:10", 8, true), "…n.rs:10");
        // Two columns each.
        assert_eq!(fit("漢字", 5, false), "漢字 ");
        assert_eq!(fit("漢字漢字", 5, false), "漢字…");
        assert_eq!(fit("漢字漢字", 6, true), "…漢字 ");
    }
}
