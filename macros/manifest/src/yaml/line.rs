//! A line of the text, read by itself.

use std::ops::Range;

use crate::chars::{all, any, begins_with, leading};
use crate::code::Code;
use crate::report::Problem;
use crate::schema;
use crate::secrets::is_invisible;
use crate::span::Span;

/// A line with something in it.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// Where it starts in the text.
    pub(super) start: usize,
    /// White space, visible or not, before its first dash or its key.
    pub(super) indent: usize,
    /// Where its key starts: after `- `.
    pub(super) key: usize,
    /// From the key on, without a comment.
    pub(super) content: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn new(start: usize, raw: &'t str) -> Option<Self> {
        let raw = raw.split(" #").next().unwrap_or_default().trim_end();
        let (indent, mut content) = leading(raw, is_space);
        while let Some(item) = content.strip_prefix('-') {
            let (space, rest) = leading(item, is_space);
            if space.is_empty() {
                break;
            }
            content = rest;
        }
        let key = raw.len() - content.len();
        let is_something = !content.is_empty() && !content.starts_with('#');
        is_something.then_some(Line { start, indent: indent.len(), key, content })
    }

    pub(super) fn at(text: &'t str, at: usize) -> Option<Self> {
        let start = text.get(..at)?.rfind(['\n', '\r']).map_or(0, |i| i + 1);
        Line::new(start, text.get(start..)?.split(['\n', '\r']).next()?)
    }

    /// The lines above, nearest first.
    pub(super) fn above(self, text: &'t str) -> Above<'t> {
        Above { text: text.get(..self.start).unwrap_or_default() }
    }

    pub(super) fn has_dash(self) -> bool {
        self.key > self.indent
    }

    /// The name of its key, where it is `key: value` or `key:`.
    pub(super) fn key_name(self) -> Option<&'t str> {
        let (name, rest) = self.content.split_once(':')?;
        (is_word(name) && (rest.is_empty() || begins_with(rest, " \t"))).then_some(name)
    }

    /// `key:`, with an anchor or without.
    pub(super) fn has_no_value(self) -> bool {
        let (_, value) = self.content.split_once(':').unwrap_or(("", "no key"));
        let value = value.trim();
        value.is_empty() || value.starts_with('&') && !any(value, is_space)
    }

    /// A part of its content, as a place in the text.
    pub(super) fn place(self, part: Range<usize>) -> Span {
        let base = self.start + self.key;
        Span::new(base + part.start, base + part.end)
    }
}

/// The lines of a text, last first.
pub(super) struct Above<'t> {
    text: &'t str,
}

impl<'t> Iterator for Above<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        while !self.text.is_empty() {
            let raw = self.text.split_inclusive(['\n', '\r']).next_back()?;
            self.text = self.text.get(..self.text.len() - raw.len())?;
            let line = Line::new(self.text.len(), raw);
            if line.is_some() {
                return line;
            }
        }
        None
    }
}

pub(super) fn is_word(text: &str) -> bool {
    text == "<<" || !text.is_empty() && all(text, |c| c.is_alphanumeric() || c == '_' || c == '-')
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether a key has lines below it.
pub(super) fn is_parent(name: &str) -> bool {
    let has_source = |part: &schema::Part| part.name == name && part.role.has_source();
    matches!(name, "provider_credentials" | "auth" | "sources" | "config" | "custom_params")
        || schema::KINDS.iter().any(|kind| kind.has_parts() && kind.parts.iter().any(has_source))
}

/// Whether the schema has such a key.
pub(super) fn is_known(name: &str) -> bool {
    schema::ROOT.has(name) || schema::CREDENTIAL.has(name) || schema::is_auth_key(name)
}

pub(super) fn syntax(span: Span, message: impl Into<String>) -> Problem {
    Problem::at(Code::YamlSyntax, span, message)
}
