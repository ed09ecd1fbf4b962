//! The document as a tree in which every node knows its place.

use std::rc::Rc;

use crate::chars::{all, any};
use crate::secrets;
use crate::span::{Span, Spanned};

/// A node; aliases share theirs.
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// How many nodes it is with every alias written out, long text counting as several.
    pub(super) size: usize,
    /// How deep it is with every alias written out.
    pub(super) depth: usize,
}

pub(crate) enum Kind {
    Scalar(Scalar),
    Sequence(Vec<Rc<Node>>),
    Mapping(Mapping),
    /// It was there and was wrong, which has been reported.
    Invalid,
}

pub(crate) struct Scalar {
    pub(crate) text: String,
    pub(crate) value: Value,
    /// Where `text` stands in the file, if it stands there letter by letter.
    pub(crate) verbatim: Option<u32>,
}

/// What a scalar is by YAML's core schema.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Text,
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// A number that Rust's type of that name cannot hold.
    TooLarge(&'static str),
}

pub(crate) struct Mapping {
    pub(crate) entries: Vec<Entry>,
    /// Whether a broken key or merge was left out, so that what is missing may not be missing.
    pub(crate) holes: bool,
}

#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) key: Spanned<String>,
    pub(crate) value: Rc<Node>,
    /// The alias by which it or its value came here.
    pub(crate) via: Option<Span>,
}

impl Node {
    /// What it is, for "found ...".
    pub(crate) fn found(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar(scalar) => match scalar.value {
                Value::Text => "text",
                Value::Null => "nothing",
                Value::Bool(_) => "a boolean",
                Value::Int(_) | Value::Float(_) | Value::TooLarge(_) => "a number",
            },
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a mapping",
            Kind::Invalid => "an invalid value",
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if scalar.value == Value::Null)
    }

    /// Whether nothing is written there at all, not even `null`.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar)
            if scalar.value == Value::Null && scalar.verbatim.is_none())
    }

    pub(crate) fn is_number(&self) -> bool {
        self.found() == "a number"
    }

    pub(crate) fn is_collection(&self) -> bool {
        matches!(self.kind, Kind::Mapping(_) | Kind::Sequence(_))
    }

    pub(crate) fn mapping(&self) -> Option<&Mapping> {
        match &self.kind {
            Kind::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// Where to point for something that it lacks.
    pub(crate) fn caret(&self) -> Span {
        match &self.kind {
            Kind::Mapping(mapping) => {
                let mut first: Option<Span> = None;
                for entry in &mapping.entries {
                    if first.is_none_or(|first| entry.key.span < first) {
                        first = Some(entry.key.span);
                    }
                }
                match first {
                    Some(key) if self.span.start <= key.start && key.end <= self.span.end => key,
                    _ => Span { start: self.span.start, end: self.span.start },
                }
            }
            _ => self.span,
        }
    }
}

impl Entry {
    /// Whether it says that its value is a secret, and has one.
    fn is_named_secret(&self) -> bool {
        let key = self.key.value.as_str();
        let has_one = |text: &str| !secrets::is_plain_number(key, text);
        self.text().is_some_and(has_one) && secrets::is_secret_name(key)
    }

    /// `- API key: for chat`: words on both sides of the colon, so that it was to be one text. A secret
    /// is one word, or known by its form.
    pub(crate) fn is_sentence(&self) -> bool {
        let is_words = |text: &str| any(text.trim(), char::is_whitespace);
        is_words(&self.key.value)
            && self.text().is_some_and(|text| is_words(text) && secrets::find(text).is_none())
    }

    /// Its value, where it is text or a number.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value.kind {
            Kind::Scalar(scalar) if !matches!(scalar.value, Value::Null | Value::Bool(_)) => {
                Some(scalar.text.trim()).filter(|text| !text.is_empty())
            }
            _ => None,
        }
    }
}

impl Mapping {
    /// Whether an entry, whose key the schema does not have, was to hold the secret itself: its name
    /// says so, or it is the `key` of what reads no file. A custom source may have parameters of
    /// these names, which then stand in the wrong place.
    pub(crate) fn holds_secret(&self, entry: &Entry) -> bool {
        let source = self.get("source").and_then(Entry::text);
        let is_file = self.get("file_path").is_some() || source == Some("file");
        let is_plain = matches!(entry.key.value.as_str(), "key" | "value")
            && entry.text().is_some_and(|text| match source {
                Some("custom") => secrets::find(text).is_some(),
                _ => !is_like_variable(text),
            });
        entry.is_named_secret() || is_plain && !is_file
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.value == key)
    }
}

/// `OPENAI_API_KEY`: a variable's name, and no word.
pub(crate) fn is_like_variable(text: &str) -> bool {
    text.bytes().next().is_some_and(|first| first.is_ascii_uppercase())
        && text.contains('_')
        && all(text, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

impl Node {
    pub(super) fn new(kind: Kind, span: Span) -> Self {
        let (mut size, mut depth) = (1_usize, 0);
        match &kind {
            Kind::Invalid => {}
            Kind::Scalar(scalar) => size += scalar.weight(),
            Kind::Sequence(items) => {
                for item in items {
                    size = size.saturating_add(item.size);
                    depth = depth.max(item.depth);
                }
            }
            Kind::Mapping(mapping) => {
                for entry in &mapping.entries {
                    size = size.saturating_add(weight(&entry.key.value));
                    size = size.saturating_add(entry.value.size);
                    depth = depth.max(entry.value.depth);
                }
            }
        }
        Node { kind, span, size, depth: depth + 1 }
    }

    /// What a text without a document says.
    pub(super) fn null() -> Self {
        let scalar = Scalar { text: String::new(), value: Value::Null, verbatim: None };
        Node::new(Kind::Scalar(scalar), Span::new(0, 0))
    }
}

impl Scalar {
    pub(super) fn weight(&self) -> usize {
        weight(&self.text)
    }
}

/// Long text counts as several nodes: an alias of it is copied as well.
fn weight(text: &str) -> usize {
    text.len() / 32
}
