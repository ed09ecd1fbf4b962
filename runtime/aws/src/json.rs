//! Texts of JSON (RFC 8259) that are sent: names, which are no secrets.

use core::fmt::Write as _;

/// In quotes.
pub(crate) fn text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // Writing to a string cannot fail.
            c if c.is_control() => _ = write!(quoted, "\\u{:04x}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A list of them.
pub(crate) fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let quoted: Vec<String> = texts.map(text).collect();
    format!("[{}]", quoted.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back() {
        let odd = "a\"b\\c\u{1}\n\u{1f}é𝄞/\u{7f}";
        let read: serde_json::Value = serde_json::from_str(&list([odd, "b"].into_iter())).unwrap();
        assert_eq!((read[0].as_str(), read[1].as_str()), (Some(odd), Some("b")));
    }
}
