//! The outcome for programs: `schema/init.schema.json`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::changes::Change;
use super::found::Place;
use super::outcome::{Fate, Outcome};
use super::proposal::Proposal;

pub(super) fn write(outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    let changes: Vec<Value> = outcome
        .changes
        .iter()
        .map(|Change { read, new, note }| {
            json!({
                "file": read.file,
                "line": read.line,
                "column": read.column,
                "variable": read.variable,
                "old": read.old,
                "new": new,
                "note": note,
            })
        })
        .collect();
    let steps: Vec<Value> =
        outcome.steps.iter().map(|step| json!({ "what": step.what, "code": step.code })).collect();
    let value = json!({
        "version": 1,
        "manifest": outcome.manifest,
        "written": outcome.fate == Fate::Written,
        "sources": outcome.sources,
        "credentials": outcome.sorted.proposals.iter().map(credential).collect::<Vec<_>>(),
        "left_out": outcome.sorted.left_out,
        "changes": changes,
        "notes": outcome.notes,
        "steps": steps,
        "diff": outcome.diff,
    });
    writeln!(out, "{value:#}")
}

fn credential(proposal: &Proposal) -> Value {
    let source = |place: &Place| match place {
        Place::Env(name) => json!({ "source": "env", "env_var": name }),
        Place::File(path) => json!({ "source": "file", "file_path": path }),
        Place::PathIn(name) => json!({ "source": "file", "file_path": format!("${{{name}}}") }),
    };
    json!({
        "id": proposal.id,
        "field": proposal.field(),
        "provider": proposal.provider,
        "kind": proposal.kind(),
        "description": proposal.description,
        "required": proposal.required,
        "sources": proposal.places.iter().map(source).collect::<Vec<_>>(),
        "found_in": proposal.origins,
    })
}
