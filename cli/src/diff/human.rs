//! The difference for people.

use std::io::{self, Write};

use super::difference::{Difference, Entry, Status};
use crate::plain::plain;

pub(super) fn write(difference: &Difference, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let Difference { old, new, entries, duties, .. } = difference;
    if entries.is_empty() {
        return writeln!(out, "no difference between `{old}` and `{new}`");
    }
    writeln!(out, "--- {old}\n+++ {new}")?;
    let width = entries.iter().map(|entry| plain(&entry.id).chars().count()).max().unwrap_or(0);
    for entry in entries {
        self::entry(entry, width, color, out)?;
    }
    if !duties.is_empty() {
        writeln!(out, "\nTo do:")?;
    }
    for duty in duties {
        writeln!(out, "  {}", duty.text)?;
    }
    let count = |status| entries.iter().filter(|entry| entry.status == status).count();
    let (added, removed, changed) =
        (count(Status::Added), count(Status::Removed), count(Status::Changed));
    writeln!(out, "\n{added} added, {removed} removed, {changed} changed")
}

fn entry(entry: &Entry, width: usize, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let (sign, paint) = match entry.status {
        Status::Added => ('+', "\x1b[32m"),
        Status::Removed => ('-', "\x1b[31m"),
        Status::Changed => ('~', "\x1b[33m"),
    };
    let (paint, reset) = if color { (paint, "\x1b[0m") } else { ("", "") };
    let id = plain(&entry.id);
    if entry.status != Status::Changed {
        let required = if entry.required { "required" } else { "not required" };
        let sources = entry.sources.join(", ");
        writeln!(out, "{paint}{sign} {id:width$}{reset}  {}, {required}, {sources}", entry.kind)?;
        if let Some(renamed) = &entry.renamed {
            writeln!(out, "  {:width$}  {}", "", renamed.text())?;
        }
        return Ok(());
    }
    for (number, detail) in entry.details.iter().enumerate() {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        let (old, new) = (side(&detail.old), side(&detail.new));
        let head = if number == 0 {
            format!("{paint}{sign} {id:width$}{reset}")
        } else {
            format!("  {:width$}", "")
        };
        writeln!(out, "{head}  {}: {old} -> {new}", detail.key)?;
    }
    Ok(())
}
