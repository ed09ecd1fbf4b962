//! `auth`: what a credential is and where it is read from.

use super::keys::Slots;
use super::parts;
use super::sources::{required, sources};
use super::value::choice;
use crate::model::{Auth, Label, Part, PartValue};
use crate::report::Problems;
use crate::schema::{self, CredentialKind};
use crate::suggest;
use crate::yaml::{Entry, Mapping, Node};

/// Kind, parts and sources, unless it is unknown which there are.
pub(super) fn decode<'n>(
    node: &'n Node,
    mapping: &'n Mapping,
    from_outside: &[&'n Entry],
    label: &Label,
    problems: &mut Problems,
) -> Option<Auth> {
    let kind = kind_meant(mapping);
    let mut slots = Slots::read(node, mapping, kind.auth, Some(label), problems);
    for entry in from_outside {
        slots.adopt(entry);
    }
    for entry in slots.take_misplaced() {
        problems.push(slots.unknown(entry));
    }
    if slots.get("type").is_none() && !slots.has_holes() {
        let help = format!("add `type: {}`", kind.name);
        problems.push(slots.missing("type").help(help));
    }
    choice(slots.get("type"), schema::TYPES, label, problems);
    if kind.has_parts() {
        return Some(parts::decode(kind, &slots, label, problems));
    }
    let (mut parts, is_whole) = parts::settings(kind, &slots, label, problems);
    required(&slots, problems);
    let sources = sources(&slots, label, problems)?;
    let row = kind.parts.iter().find(|part| part.role.has_source())?;
    parts.push(Part { row, at: None, value: PartValue::Sources(sources) });
    Some(Auth { kind, at: slots.place("type"), parts, sources: Vec::new(), is_whole })
}

/// By its `type`, which may be misspelt.
fn kind_meant(mapping: &Mapping) -> &'static CredentialKind {
    let is_type = |entry: &&Entry| {
        let key = entry.key.value.as_str();
        key == "type" || suggest::nearest(key, &["type"]).is_some()
    };
    let word = mapping.entries.iter().find(is_type).and_then(|entry| entry.text());
    let word = word.and_then(|word| suggest::nearest_value(word, schema::TYPES));
    // Who writes a part means the kind that has it.
    let has_part = |kind: &&CredentialKind| {
        let is_part = |entry: &Entry| kind.part(&entry.key.value).is_some();
        kind.has_parts() && mapping.entries.iter().any(is_part)
    };
    let meant = || schema::KINDS.iter().find(has_part);
    word.and_then(schema::kind).or_else(meant).unwrap_or(schema::API_KEY)
}
