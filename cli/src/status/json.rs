//! For programs: one JSON value, whose keys stay as they are. `schema/status.schema.json` describes it.

use serde_json::{Map, Value, json};

use super::moment::timestamp;
use super::places::Place;
use super::row::{Problem, Row, State};

pub(super) fn value(manifest: &str, rows: &[Row]) -> Value {
    let count = |state: State| rows.iter().filter(|row| row.state == state).count();
    json!({
        "version": 1,
        "manifest": manifest,
        "credentials": rows.iter().map(credential).collect::<Vec<_>>(),
        "summary": {
            "total": rows.len(),
            "loaded": count(State::Loaded) + count(State::Stale),
            "stale": count(State::Stale),
            "missing": count(State::Missing),
            "failed": count(State::Failed),
            "absent": count(State::Absent),
            "unknown": count(State::Unknown),
            "warnings": rows.iter().map(|row| row.warnings.len()).sum::<usize>(),
        },
    })
}

fn credential(row: &Row) -> Value {
    let attributes: Map<String, Value> =
        row.attributes.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    let warnings: Vec<Value> =
        row.warnings.iter().map(|(code, text)| json!({ "code": code, "warning": text })).collect();
    json!({
        "id": row.id,
        "provider": row.provider,
        "kind": row.kind,
        "required": row.required,
        "state": row.state.word(),
        "place": row.found.and_then(|found| row.places.get(found)).map(place),
        "places": row.places.iter().map(place).collect::<Vec<_>>(),
        "version": row.version,
        "good_until": row.good_until.map(timestamp),
        "attributes": attributes,
        "error": row.problem.as_ref().map(problem),
        "warnings": warnings,
    })
}

pub(crate) fn place(place: &Place) -> Value {
    json!({ "part": place.part, "source": place.source, "name": place.name, "key": place.key })
}

fn problem(problem: &Problem) -> Value {
    let Problem { code, part, text, fix } = problem;
    json!({ "code": code, "part": part, "problem": text, "fix": fix })
}
