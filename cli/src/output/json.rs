//! For programs: one JSON value, whose keys stay as they are.

use std::io::{self, Write};

use provider_credentials_manifest::{Place, Rendered, Report};
use serde_json::{Value, json};

use super::problems::problems;

pub(super) fn write(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let manifests: Vec<&str> = reports.iter().map(Report::path).collect();
    let problems: Vec<Value> = problems(reports).map(|(path, p)| problem(path, &p)).collect();
    let value = json!({ "version": 1, "manifests": manifests, "problems": problems });
    writeln!(out, "{value:#}")
}

fn problem(path: &str, problem: &Rendered<'_>) -> Value {
    let related: Vec<Value> = problem
        .related()
        .map(|(at, label)| json!({ "message": label, "place": place(at) }))
        .collect();
    json!({
        "path": path,
        "severity": problem.severity().as_str(),
        "code": problem.code().as_str(),
        "message": problem.title(),
        "help": problem.help(),
        "notes": problem.notes().collect::<Vec<_>>(),
        "place": problem.place().map(place),
        "related": related,
        "rendered": problem.message(),
    })
}

/// Lines and columns counted from 1, columns in characters, the end after the last character.
fn place(place: Place) -> Value {
    json!({
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    })
}
