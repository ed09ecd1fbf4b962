use crate::chars::leading;

/// The words of a text and where they start.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, end: 0 }
}

pub(super) struct Words<'t> {
    text: &'t str,
    /// Of the word that was given last.
    end: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let (gap, rest) = leading(self.text.get(self.end..)?, separates);
        let (word, _) = leading(rest, |c| !separates(c));
        let start = self.end + gap.len();
        self.end = start + word.len();
        (!word.is_empty()).then_some((start, word))
    }
}

/// Every character of a manifest is asked.
fn separates(c: char) -> bool {
    match c {
        '"' | '\'' | '`' | ',' | ';' | '(' | ')' | '<' | '>' | '[' | ']' | '{' | '}' | '|' => true,
        c if c.is_ascii() => c <= ' ' || c == '\u{7f}',
        c => c.is_whitespace() || c.is_control(),
    }
}

pub(super) fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}
