//! What a server was asked, by its audit log.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// What the audit log has of what is secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// Its HMAC, as in production.
    Hashed,
    /// All of it.
    Clear,
}

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
    let of_answer = |line: &Value| Seen {
        operation: word(&line["request"]["operation"]),
        path: word(&line["request"]["path"]),
    };
    answers(log).iter().map(of_answer).collect()
}

/// The tokens that came of logins.
pub(crate) fn tokens(log: &Path) -> Vec<String> {
    let is_login = |line: &&Value| word(&line["request"]["path"]).ends_with("/login");
    let of_answer = |line: &Value| word(&line["response"]["auth"]["client_token"]);
    answers(log).iter().filter(is_login).map(of_answer).collect()
}

fn answers(log: &Path) -> Vec<Value> {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines.filter(|line| line["type"] == "response").collect()
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
