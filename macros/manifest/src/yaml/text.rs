//! What a scalar is, by its style, its tag and where it stands.

use provider_credentials_yaml::{ScalarStyle, Tag};

use super::builder::{Builder, Content};
use super::node::{Kind, Scalar, Value};
use super::{line, mistake, scalar};
use crate::chars::begins_with;
use crate::code::Code;
use crate::report::Problem;
use crate::span::Span;

impl Builder<'_> {
    pub(super) fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
        tag_span: Option<Span>,
    ) -> (Kind, bool) {
        let plain = style == ScalarStyle::Plain;
        if plain {
            if let Some(at) = self.item_in_text(span) {
                self.problems.push(item_in_text(at, self.in_list()));
                return (Kind::Invalid, false);
            }
        }
        let resolved = scalar::resolve(text);
        let value = match tag.map(core_tag) {
            None if plain => resolved,
            None | Some("str" | "!") => Value::Text,
            Some("null") if resolved == Value::Null => resolved,
            Some("bool") if matches!(resolved, Value::Bool(_)) => resolved,
            Some("int") if matches!(resolved, Value::Int(_) | Value::TooLarge("i64")) => resolved,
            Some("float") => match resolved {
                // Every `i64` has a nearest `f64`; a tag asks for exactly that.
                #[allow(clippy::cast_precision_loss)]
                Value::Int(int) => Value::Float(int as f64),
                Value::Float(_) | Value::TooLarge(_) => resolved,
                _ => return (self.wrong_tag("float", tag_span.unwrap_or(span)), false),
            },
            Some(tag @ ("null" | "bool" | "int")) => {
                return (self.wrong_tag(tag, tag_span.unwrap_or(span)), false);
            }
            Some(_) => {
                self.refuse_tag(tag, "str", tag_span);
                return (Kind::Invalid, false);
            }
        };
        let merges = plain && tag.is_none() && text == "<<";
        let verbatim = self.verbatim(text, span);
        (Kind::Scalar(Scalar { text: text.to_owned(), value, verbatim }), merges)
    }

    // The text that seems to begin with a space is indented with it.
    pub(super) fn begins_with_odd_space(&self, text: &str, span: Span) -> Option<Problem> {
        let first = text.chars().next()?;
        if first.is_ascii() || !first.is_whitespace() {
            return None;
        }
        let line = line::Line::at(self.text, span.start as usize)?;
        let before_key = (line.start + line.key).checked_sub(1)?;
        if !span.range().contains(&before_key) {
            return None;
        }
        mistake::odd_space(line, self.text)
    }

    /// The `-` of a line that looks like an item of a list and goes on with a plain text.
    fn item_in_text(&self, span: Span) -> Option<usize> {
        let raw = self.text.get(span.range())?;
        let mut start = span.start as usize;
        let mut lines = raw.split_inclusive('\n');
        start += lines.next()?.len();
        for line in lines {
            let item = line.trim_start();
            if item.starts_with("- ") {
                return Some(start + line.len() - item.len());
            }
            start += line.len();
        }
        None
    }

    /// Whether what is being read is an item of a list.
    fn in_list(&self) -> bool {
        matches!(self.open.last().map(|frame| &frame.content), Some(Content::Items(_)))
    }

    fn verbatim(&self, text: &str, span: Span) -> Option<u32> {
        let raw = self.text.get(span.range())?;
        let quote = u32::from(begins_with(raw, "\"'"));
        let rest = raw.get(quote as usize..)?;
        rest.starts_with(text).then_some(span.start + quote)
    }

    fn wrong_tag(&mut self, tag: &str, span: Span) -> Kind {
        let message = format!("the value is not what its tag `!!{tag}` says");
        self.problems.push(Problem::at(Code::BadTag, span, message).help("remove the tag"));
        Kind::Invalid
    }

    /// Whether there is a tag that does not fit.
    pub(super) fn refuse_tag(
        &mut self,
        tag: Option<&Tag>,
        fits: &str,
        tag_span: Option<Span>,
    ) -> bool {
        match tag.map(core_tag) {
            None => false,
            Some(tag) if tag == fits || tag == "!" => false,
            Some(_) => {
                let span = tag_span.unwrap_or(Span::new(0, 0));
                let message = "a manifest has no use for this tag";
                let help = "remove it, or put quotes around text that begins with `!`";
                self.problems.push(Problem::at(Code::BadTag, span, message).help(help));
                true
            }
        }
    }
}

/// The name of a tag of YAML's core schema, `!` for the one that says nothing.
fn core_tag(tag: &Tag) -> &str {
    match tag.core_suffix() {
        Some(suffix) => suffix,
        None if tag.handle().is_empty() && tag.suffix() == "!" => "!",
        None if tag.handle() == "!" && tag.suffix().is_empty() => "!",
        None => "",
    }
}

fn item_in_text(at: usize, in_list: bool) -> Problem {
    let message = "this line goes on with the text above it, and begins no item of a list";
    Problem::at(Code::YamlSyntax, Span::new(at, at + 1), message).help(if in_list {
        "indent it with the same number of spaces as the other items"
    } else {
        "put quotes around the text"
    })
}
