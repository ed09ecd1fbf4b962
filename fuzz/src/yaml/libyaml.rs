//! `libyaml-safer`, where YAML 1.1 and 1.2 agree.

use std::collections::HashMap;
use std::panic::catch_unwind;

use libyaml_safer::{EventData, Parser, ScalarStyle};

use super::tree::{Builder, Event, Tag};
use crate::document::Document;

/// `None` for what it refuses, for more than one document, and for what means something else in
/// YAML 1.1.
pub(super) fn read(text: &str) -> Option<Document> {
    // Line breaks in 1.1, characters in 1.2.
    if text.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return None;
    }
    // Anchors: letters and digits in 1.1; in 1.2 nearly anything.
    let is_simple =
        |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let names = text.split(['&', '*']).skip(1);
    if !names.filter_map(|name| name.split(|c| " \t\r\n,[]{}".contains(c)).next()).all(is_simple) {
        return None;
    }
    // `[?x]`: a key in 1.1, text in 1.2.
    let is_key = |behind: &str| behind.starts_with(|c: char| !c.is_ascii_whitespace());
    if text.contains(['[', '{']) && text.split('?').skip(1).any(is_key) {
        return None;
    }
    // Where text ends in the middle, the port panics.
    quietly(|| catch_unwind(|| events(text)).ok().flatten())
}

fn events(text: &str) -> Option<Document> {
    let mut bytes = text.as_bytes();
    let bytes = &mut bytes;
    let mut parser = Parser::new();
    parser.set_input_string(bytes);
    let mut builder = Builder::default();
    let mut anchors = HashMap::new();
    let mut documents = 0;
    loop {
        let event = parser.parse().ok()?;
        let mut name = |anchor: Option<String>| {
            if let Some(anchor) = anchor {
                anchors.insert(anchor, builder.next());
            }
        };
        match event.data {
            EventData::StreamEnd => break,
            EventData::DocumentStart { .. } => documents += 1,
            EventData::Alias { anchor } => builder.take(Event::Alias(*anchors.get(&anchor)?)),
            EventData::Scalar { anchor, tag, value, style, .. } => {
                name(anchor);
                let tag = Tag::of(tag.as_deref());
                builder.take(Event::Scalar { value, plain: style == ScalarStyle::Plain, tag });
            }
            EventData::SequenceStart { anchor, .. } => {
                name(anchor);
                builder.take(Event::List);
            }
            EventData::MappingStart { anchor, .. } => {
                name(anchor);
                builder.take(Event::Mapping);
            }
            EventData::SequenceEnd | EventData::MappingEnd => builder.take(Event::End),
            EventData::StreamStart { .. } | EventData::DocumentEnd { .. } => {}
        }
    }
    (documents <= 1).then(|| builder.finish())
}

/// Without the harness's panic hook, which ends the process.
fn quietly<T>(run: impl FnOnce() -> T) -> T {
    if !cfg!(fuzzing) {
        return run();
    }
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = run();
    std::panic::set_hook(hook);
    result
}
