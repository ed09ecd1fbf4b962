//! `granit-parser`, unmasked.

use std::collections::HashMap;

use granit_parser::{Event as Theirs, Parser, ScalarStyle, options};

use super::tree::{Builder, Event, Tag};
use crate::document::{Document, place};
use crate::load::Refusal;

/// `None` for what it refuses, and for more than one document.
pub(super) fn read(text: &str) -> Option<Document> {
    let options = options! {
        emit_comments: false,
        simple_key_max_lookahead: 8192,
    };
    let mut builder = Builder::default();
    let mut anchors = HashMap::new();
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.ok()?;
        let tag = |tag: &Option<_>| {
            tag.as_ref().map(|tag: &std::borrow::Cow<'_, granit_parser::Tag>| {
                format!("{}{}", tag.handle(), tag.suffix())
            })
        };
        match event {
            Theirs::DocumentStart(..) => documents += 1,
            Theirs::Alias(anchor) => builder.take(Event::Alias(*anchors.get(&anchor)?)),
            Theirs::Scalar(value, style, anchor, theirs) => {
                anchors.insert(anchor, builder.next());
                let tag = Tag::of(tag(&theirs).as_deref());
                // A value that is not written.
                let absent = span.byte_range().is_none_or(|range| range.is_empty());
                let value = if absent { String::new() } else { value.into_owned() };
                builder.take(Event::Scalar { value, plain: style == ScalarStyle::Plain, tag });
            }
            Theirs::SequenceStart(_, anchor, _) => {
                anchors.insert(anchor, builder.next());
                builder.take(Event::List);
            }
            Theirs::MappingStart(_, anchor, _) => {
                anchors.insert(anchor, builder.next());
                builder.take(Event::Mapping);
            }
            Theirs::SequenceEnd | Theirs::MappingEnd => builder.take(Event::End),
            _ => {}
        }
    }
    (documents <= 1).then(|| builder.finish())
}

/// What it reads and we do not: directives that change what a tag means, the character 0, and
/// comments right behind a tab in a plain scalar.
pub(super) fn is_refused(text: &str, refusal: &Refusal) -> bool {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let at = place(&refusal.text)
        .and_then(|(line, column)| lines.split('\n').nth(line - 1)?.chars().nth(column - 1));
    refusal.code == "yaml_syntax"
        && (text.contains("%TAG") || text.contains('\0') || at == Some('#'))
}
