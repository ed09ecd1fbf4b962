//! Texts of JSON (RFC 8259, section 7) that requests send: names, which are no secrets.

use core::fmt::Write as _;

/// In quotes. What it is made in is not wiped.
#[must_use]
pub fn quoted(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn signs_and_controls_are_escaped() {
        assert_eq!(quoted("a\"b\\c"), r#""a\"b\\c""#);
        assert_eq!(quoted("\u{1}\n\u{1f}é𝄞/\u{7f}"), "\"\\u0001\\u000a\\u001fé𝄞/\\u007f\"");
    }
}
