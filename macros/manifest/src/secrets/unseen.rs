use super::quote;

/// Control characters, and those that reorder or hide the text around them.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | quote::OPEN | quote::CLOSE)
}

/// What word processors write for a quote.
pub(crate) fn is_curly_quote(c: char) -> bool {
    "“”„‘’«»".contains(c)
}

/// Characters that look like a space or like nothing, and are no space to YAML.
pub(crate) fn is_unseen(c: char) -> bool {
    !matches!(c, ' ' | '\t' | '\n' | '\r') && (c.is_whitespace() || is_invisible(c))
}

/// What to call a character that is not seen.
pub(crate) fn name_of_unseen(c: char) -> String {
    let name = match c {
        '\u{a0}' => "a no-break space",
        '\u{202f}' => "a narrow no-break space",
        '\u{3000}' => "an ideographic space",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' => "a zero-width non-joiner",
        '\u{200d}' => "a zero-width joiner",
        '\u{2060}' => "a word joiner",
        '\u{feff}' => "a byte-order mark",
        '\u{0}' => "a null character",
        c if c.is_control() => "a control character",
        c if c.is_whitespace() => "an unusual space",
        _ => "an invisible character",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}
