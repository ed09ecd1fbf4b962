//! What a server was asked, by its audit log.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// A request that the server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// `read`, `update` …
    pub operation: String,
    /// Without `v1/`.
    pub path: String,
}

/// All in the log, in order.
pub(crate) fn seen(log: &Path) -> Vec<Seen> {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let is_answer = |line: &Value| line["type"] == "response";
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    lines
        .filter(is_answer)
        .map(|line| Seen {
            operation: word(&line["request"]["operation"]),
            path: word(&line["request"]["path"]),
        })
        .collect()
}
