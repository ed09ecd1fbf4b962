//! Text of a file that anybody may have written to, for a terminal.

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

/// At most so many characters: what is cut stands at the end, or at the start where the end says more.
pub(super) fn fit(text: &str, width: usize, keeps_end: bool) -> String {
    let count = text.chars().count();
    if count <= width {
        return format!("{text:width$}");
    }
    let kept = width.saturating_sub(1);
    if keeps_end {
        let end: String = text.chars().skip(count - kept).collect();
        format!("…{end}")
    } else {
        let start: String = text.chars().take(kept).collect();
        format!("{start}…")
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
    }
}
