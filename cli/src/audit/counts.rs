//! How often each credential was asked for.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::record::Record;
use super::safe::{fit, safe};

/// So many IDs at most: a file may hold any number.
const MOST: usize = 10_000;

#[derive(Default)]
pub(super) struct Counts {
    by_id: BTreeMap<String, Count>,
    /// Accesses of those that are beyond.
    others: u64,
}

struct Count {
    accesses: u64,
    records: u64,
    first: String,
    last: String,
}

impl Counts {
    pub(super) fn add(&mut self, record: &Record) {
        if !record.is_access() {
            return;
        }
        let id = record.text("credential_id");
        if self.by_id.len() >= MOST && !self.by_id.contains_key(id) {
            self.others = self.others.saturating_add(record.count());
            return;
        }
        let new = || Count {
            accesses: 0,
            records: 0,
            first: record.since().to_owned(),
            last: String::new(),
        };
        let count = self.by_id.entry(id.to_owned()).or_insert_with(new);
        count.accesses = count.accesses.saturating_add(record.count());
        count.records += 1;
        record.text("time").clone_into(&mut count.last);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.is_empty() {
            return writeln!(out, "no access matches");
        }
        writeln!(out, "{:>10}  {:26}  {:19}  last", "accesses", "credential", "first")?;
        for (id, count) in &self.by_id {
            let (first, last) = (seconds(&count.first), seconds(&count.last));
            let id = fit(&safe(id), 26, false);
            writeln!(out, "{:>10}  {id}  {first}  {}", count.accesses, last.trim_end())?;
        }
        if self.others > 0 {
            writeln!(out, "{:>10}  of more credentials than are counted", self.others)?;
        }
        Ok(())
    }

    pub(super) fn document(&self) -> Value {
        let all: Vec<Value> = self
            .by_id
            .iter()
            .map(|(id, count)| {
                json!({
                    "credential_id": id, "accesses": count.accesses, "records": count.records,
                    "first": count.first, "last": count.last,
                })
            })
            .collect();
        json!({ "credentials": all, "others": self.others })
    }
}

/// Without what is less than a second.
pub(super) fn seconds(time: &str) -> String {
    fit(&safe(time.get(..19).unwrap_or(time)), 19, false)
}
