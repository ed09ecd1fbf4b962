//! What stands before every line of a text: the sign with which mail quotes one, or white space.

use crate::report::Doubt;
use crate::value::encoded::pem::BEGIN;
use crate::value::letters::text::{all_of, begins_as};

/// What a key or PEM of several lines has before each of them.
pub(in crate::value) fn told(text: &str) -> Option<Doubt> {
    let has_before_each = |is: fn(char) -> bool| text.lines().all(|line| begins_as(line, is));
    let has = |sign| sign == '>';
    let doubt = if has_before_each(has) {
        Doubt::QuotedLines
    } else if has_before_each(char::is_whitespace) {
        Doubt::Indented
    } else {
        return None;
    };
    is_key(text).then_some(doubt)
}

/// Whether it is PEM or one text without white space behind that, in which a mail has a line for each part.
fn is_key(text: &str) -> bool {
    let mut lines = text.lines().map(without_margin).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else { return false };
    first.starts_with(BEGIN) || is_of_key(first) && lines.all(is_of_key)
}

fn without_margin(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).trim_end()
}

fn is_of_key(line: &str) -> bool {
    all_of(line, "-_.+/=:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_each_line_is_told() {
        for (text, doubt) in [
            ("> -----BEGIN EXAMPLE-----\n> YQ==\n> -----END EXAMPLE-----", Doubt::QuotedLines),
            (">> exampleNot\n>> AKey9", Doubt::QuotedLines),
            ("> exampleNot\r\n> AKey9\r\n>", Doubt::QuotedLines),
            ("  -----BEGIN EXAMPLE-----\n  YQ==\n  -----END EXAMPLE-----", Doubt::Indented),
            ("\texampleNot\n\tAKey9", Doubt::Indented),
        ] {
            assert_eq!(told(text), Some(doubt), "{text:?}");
        }
        for text in [
            "> exampleNot\nAKey9",
            "exampleNot\n> AKey9",
            "  exampleNot\nAKey9",
            "> the key is\n> exampleNotAKey9",
            "exampleNot\nAKey9",
            ">\n>",
        ] {
            assert_eq!(told(text), None, "{text:?}");
        }
    }
}
