//! SARIF 2.1.0, which code scanning services read.

use std::collections::BTreeSet;
use std::io::{self, Write};

use provider_credentials_manifest::{Place, Rendered, Report};
use serde_json::{Value, json};

use super::problems::{problems, sentence};
use crate::explain;

pub(super) fn write(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let codes: BTreeSet<&str> = problems(reports).map(|(_, p)| p.code().as_str()).collect();
    let rules: Vec<Value> = codes
        .into_iter()
        .map(|code| json!({ "id": code, "shortDescription": { "text": explain::summary(code) } }))
        .collect();
    let results: Vec<Value> = problems(reports).map(|(path, p)| result(path, &p)).collect();
    let value = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo-credentials",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    writeln!(out, "{value:#}")
}

fn result(path: &str, problem: &Rendered<'_>) -> Value {
    let related: Vec<Value> = problem
        .related()
        .map(|(place, label)| {
            let mut location = location(path, Some(place));
            if let Some(location) = location.as_object_mut() {
                location.insert("message".to_owned(), json!({ "text": label }));
            }
            location
        })
        .collect();
    json!({
        "ruleId": problem.code().as_str(),
        "level": problem.severity().as_str(),
        "message": { "text": sentence(problem) },
        "locations": [location(path, problem.place())],
        "relatedLocations": related,
    })
}

fn location(path: &str, place: Option<Place>) -> Value {
    let artifact = json!({ "uri": uri(path) });
    let physical = match place {
        None => json!({ "artifactLocation": artifact }),
        Some(place) => json!({
            "artifactLocation": artifact,
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
        }),
    };
    json!({ "physicalLocation": physical })
}

/// A path as a relative or `file:` reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            byte => uri.extend(format!("%{byte:02X}").chars()),
        }
    }
    uri
}
