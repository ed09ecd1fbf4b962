//! A record, as far as it is one: a file may hold anything.

use serde_json::Value;

/// Of a line.
pub(super) struct Record(pub(super) Value);

impl Record {
    pub(super) fn parse(line: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(line).ok()?;
        value.is_object().then_some(Self(value))
    }

    pub(super) fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn number(&self, key: &str) -> u64 {
        self.0.get(key).and_then(Value::as_u64).unwrap_or_default()
    }

    pub(super) fn is_access(&self) -> bool {
        self.text("event") == "credential_accessed"
    }

    /// How many accesses it stands for.
    pub(super) fn count(&self) -> u64 {
        if self.is_access() { self.number("count") } else { 0 }
    }

    /// When the first of them was.
    pub(super) fn since(&self) -> &str {
        match self.text("since") {
            "" => self.text("time"),
            since => since,
        }
    }
}
