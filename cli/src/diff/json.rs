//! The difference for programs: `schema/diff.schema.json`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::difference::{Difference, Entry};
use crate::status::json::place;

pub(super) fn write(difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let duties: Vec<Value> = difference
        .duties
        .iter()
        .map(|duty| json!({ "id": duty.id, "when": duty.when.as_str(), "text": duty.text }))
        .collect();
    let value = json!({
        "version": 1,
        "old": difference.old,
        "new": difference.new,
        "credentials": difference.entries.iter().map(entry).collect::<Vec<_>>(),
        "to_do": duties,
    });
    writeln!(out, "{value:#}")
}

fn entry(entry: &Entry) -> Value {
    let changes: Vec<Value> = entry
        .details
        .iter()
        .map(|detail| json!({ "key": detail.key, "old": detail.old, "new": detail.new }))
        .collect();
    json!({
        "id": entry.id,
        "status": entry.status.as_str(),
        "provider": entry.provider,
        "kind": entry.kind,
        "required": entry.required,
        "places": entry.places.iter().map(place).collect::<Vec<_>>(),
        "renamed_from": entry.renamed.as_ref().map(|renamed| &renamed.from),
        "line": entry.line,
        "changes": changes,
    })
}
