//! Brackets in text that the parser could not read to its end.

/// A `{` that begins a mapping where a key belongs, in the bracket at `open`, up to `end`. The bracket
/// that closes it is then missing further out.
pub(super) fn stray(text: &str, open: usize, end: usize) -> Option<usize> {
    let mut opened = Vec::new();
    let mut before = '\n';
    let mut quote = None;
    let mut after_space = false;
    let mut chars = text.get(open..end)?.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        match (quote, c) {
            (Some('"'), '\\') => _ = chars.next(),
            (Some(sign), c) if sign == c => quote = None,
            (None, '"' | '\'') if matches!(before, '{' | '[' | ',' | ':') => quote = Some(c),
            (None, '#') if after_space => while chars.next_if(|(_, c)| *c != '\n').is_some() {},
            (None, '{') if opened.last() == Some(&'{') && matches!(before, '{' | ',') => {
                return Some(open + i);
            }
            (None, '{' | '[') => opened.push(c),
            (None, '}' | ']') => _ = opened.pop(),
            _ => {}
        }
        let is_comment = c == '#' && after_space && quote.is_none();
        after_space = c.is_whitespace() || is_comment;
        if !after_space {
            before = c;
        }
    }
    None
}
