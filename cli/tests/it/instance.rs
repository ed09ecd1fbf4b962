//! A manifest as the value that a JSON Schema is about. On the events of the parser and not on our
//! own tree, so that the two do not share a mistake.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// The first document; `None` where the text is no YAML or does not end well.
pub(crate) fn read(text: &str) -> Option<Value> {
    let mut events = Vec::new();
    for event in Parser::new_from_str(text) {
        events.push(event.ok()?.0);
    }
    let mut reader = Reader { events: events.into_iter(), anchors: HashMap::new() };
    loop {
        if let Event::DocumentStart(..) = reader.events.next()? {
            return reader.node();
        }
    }
}

struct Reader<'t> {
    events: std::vec::IntoIter<Event<'t>>,
    anchors: HashMap<usize, Value>,
}

impl<'t> Reader<'t> {
    fn node(&mut self) -> Option<Value> {
        let event = self.next()?;
        self.rest(event)
    }

    fn next(&mut self) -> Option<Event<'t>> {
        self.events.find(|event| !matches!(event, Event::Anchor(..)))
    }

    fn rest(&mut self, event: Event<'t>) -> Option<Value> {
        let (value, anchor) = match event {
            Event::Alias(id) => return self.anchors.get(&id).cloned(),
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                (if plain { scalar(&text) } else { Value::String(text.into_owned()) }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        Event::SequenceEnd => break,
                        event => items.push(self.rest(event)?),
                    }
                }
                (Value::Array(items), anchor)
            }
            Event::MappingStart(_, anchor, _) => (self.mapping()?, anchor),
            _ => return None,
        };
        self.anchors.insert(anchor, value.clone());
        Some(value)
    }

    fn mapping(&mut self) -> Option<Value> {
        let (mut own, mut merged) = (Map::new(), Map::new());
        loop {
            let key = match self.next()? {
                Event::MappingEnd => break,
                Event::Scalar(text, ..) => text.into_owned(),
                _ => return None,
            };
            let value = self.node()?;
            match (key.as_str(), value) {
                ("<<", Value::Object(map)) => merged.extend(map),
                ("<<", Value::Array(maps)) => {
                    for map in maps.into_iter().rev() {
                        merged.extend(map.as_object()?.clone());
                    }
                }
                (_, value) => drop(own.insert(key, value)),
            }
        }
        merged.extend(own);
        Some(Value::Object(merged))
    }
}

fn scalar(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".inf" | ".nan" | "-.inf" => Value::from(f64::MAX),
        _ if text.starts_with("0x") || text.starts_with("0o") => Value::from(255),
        _ => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(int), _) => Value::from(int),
            (_, Ok(float)) if !text.starts_with(['i', 'n', 'N', 'I']) => Value::from(float),
            _ => Value::String(text.to_owned()),
        },
    }
}
