//! A line of the text, read by itself.

use std::ops::Range;

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
        let rest = raw.trim_start_matches(is_space);
        let indent = raw.len() - rest.len();
        let mut content = rest;
        while let Some(item) = content.strip_prefix('-').filter(|item| item.starts_with(is_space)) {
            content = item.trim_start_matches(is_space);
        }
        let key = raw.len() - content.len();
        let is_something = !content.is_empty() && !content.starts_with('#');
        is_something.then_some(Line { start, indent, key, content })
    }

    pub(super) fn at(text: &'t str, at: usize) -> Option<Self> {
        let start = text.get(..at)?.rfind(['\n', '\r']).map_or(0, |i| i + 1);
        Line::new(start, text.get(start..)?.split(['\n', '\r']).next()?)
    }

    /// The lines above, nearest first.
    pub(super) fn above(self, text: &'t str) -> impl Iterator<Item = Self> {
        let mut start = self.start;
        let lines = text.get(..start).unwrap_or_default().split_inclusive(['\n', '\r']).rev();
        lines.filter_map(move |raw| {
            start -= raw.len();
            Line::new(start, raw)
        })
    }

    pub(super) fn has_dash(self) -> bool {
        self.key > self.indent
    }

    /// The name of its key, where it is `key: value` or `key:`.
    pub(super) fn key_name(self) -> Option<&'t str> {
        let (name, rest) = self.content.split_once(':')?;
        (is_word(name) && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(name)
    }

    /// `key:`, with an anchor or without.
    pub(super) fn has_no_value(self) -> bool {
        let (_, value) = self.content.split_once(':').unwrap_or(("", "no key"));
        let value = value.trim();
        value.is_empty() || value.starts_with('&') && !value.contains(is_space)
    }

    /// A part of its content, as a place in the text.
    pub(super) fn place(self, part: Range<usize>) -> Span {
        let base = self.start + self.key;
        Span::new(base + part.start, base + part.end)
    }
}

pub(super) fn is_word(text: &str) -> bool {
    text == "<<"
        || !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether the schema has such a key.
pub(super) fn is_known(name: &str) -> bool {
    let mappings = [&schema::ROOT, &schema::CREDENTIAL, &schema::AUTH];
    mappings.iter().any(|mapping| mapping.has(name))
}

pub(super) fn syntax(span: Span, message: impl Into<String>) -> Problem {
    Problem::at(Code::YamlSyntax, span, message)
}
