//! JSON files, against `serde_json`.

use std::fmt;

use serde_core::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::document::{DEEPEST, Document, Id, Key, Node, ask, ask_broken};
use crate::file;
use crate::load::Format;

pub fn check(bytes: &[u8]) {
    let text = file::text(bytes, 1 << 20).and_then(|text| match text.trim() {
        "" => Err("file_empty"),
        text => Ok(text),
    });
    let text = match text {
        // Not trimmed: JSON has white space of its own.
        Ok(_) => file::text(bytes, 1 << 20).expect("it was read before"),
        Err(code) => return ask_broken(bytes, Format::Json, code),
    };
    if serde_json::from_str::<IgnoredAny>(text).is_err() {
        return ask_broken(bytes, Format::Json, "json_syntax");
    }
    let raw: &RawValue = serde_json::from_str(text).expect("it is JSON");
    let mut document = Document::default();
    add(raw, &mut document, 0);
    // Reads less: it knows neither deep nesting, nor huge numbers, nor strings that are no text.
    let value: Option<Value> = serde_json::from_str(text).ok();
    let paths = document.paths();
    for (path, answer) in paths.iter().zip(ask(bytes, Format::Json, &paths)) {
        let answer = answer.map_err(|refusal| refusal.code);
        assert_eq!(answer, document.find(path), "{path:?}");
        if let (Some(value), Ok(secret)) = (&value, &answer) {
            assert!(is(value, path, secret), "{path:?}");
        }
    }
}

fn add(raw: &RawValue, document: &mut Document, depth: usize) -> Id {
    let id = document.0.len();
    let text = raw.get();
    document.0.push(Node::Null);
    let node = match text.as_bytes()[0] {
        // No path leads there.
        _ if depth > DEEPEST => Node::Null,
        b'n' => Node::Null,
        b'"' => Node::Scalar(serde_json::from_str(text).ok()),
        b'[' => {
            let elements: Vec<&RawValue> = serde_json::from_str(text).expect("a list");
            Node::List(
                elements.into_iter().map(|element| add(element, document, depth + 1)).collect(),
            )
        }
        b'{' => {
            let mut reader = serde_json::Deserializer::from_str(text);
            let members = reader.deserialize_map(Members).expect("a mapping");
            let members = members.into_iter().map(|(key, value)| {
                let key = serde_json::from_str(key.get()).map_or(Key::Other, Key::Text);
                (key, add(value, document, depth + 1))
            });
            Node::Mapping(members.collect())
        }
        _ => Node::Scalar(Some(text.to_owned())),
    };
    document.0[id] = node;
    id
}

/// Keeps the members that stand twice.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

/// Whether the value at the end of `path` is what was loaded.
fn is(value: &Value, path: &[String], secret: &str) -> bool {
    let value = path.iter().try_fold(value, |value, segment| match value {
        Value::Array(elements) => elements.get(segment.parse::<usize>().ok()?),
        _ => value.get(segment),
    });
    match value {
        Some(Value::String(text)) => text.trim_end_matches(['\r', '\n']) == secret,
        Some(Value::Number(number)) => serde_json::from_str::<Value>(secret)
            .is_ok_and(|read| read == Value::from(number.clone())),
        Some(Value::Bool(flag)) => flag.to_string() == secret,
        _ => false,
    }
}
