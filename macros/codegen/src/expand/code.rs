//! Rust as text, from templates.
//!
//! Text and not tokens: a compiler reads either, and the crates that quote tokens cost a user's cold
//! build more than this whole crate.

use super::names::Names;

/// The code so far, and the words that every template may name.
pub(super) struct Code<'a> {
    text: String,
    names: &'a Names,
}

impl<'a> Code<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        Self { text: String::new(), names }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// As it is.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A template with each `$word` replaced: by its value here, else by a name of this expansion.
    /// What was put in is not looked at again, so a manifest's text cannot name a word.
    pub(super) fn add(&mut self, template: &str, values: &[(&str, &str)]) {
        let mut pieces = template.split('$');
        self.push(pieces.next().unwrap_or_default());
        for piece in pieces {
            let end = piece.find(|next: char| !next.is_ascii_lowercase() && next != '_');
            let (word, rest) = piece.split_at(end.unwrap_or(piece.len()));
            let given = values.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
            self.push(given.unwrap_or_else(|| self.names.word(word)));
            self.push(rest);
        }
    }

    /// One line of documentation. An attribute, as not every text may stand in a comment.
    pub(super) fn doc(&mut self, text: &str) {
        let space = if text.is_empty() { "" } else { " " };
        self.add("#[doc = $text]\n", &[("text", &literal(&format!("{space}{text}")))]);
    }
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    // What `Debug` escapes, and how, is in a literal's grammar.
    format!("{text:?}")
}
