//! The difference as annotations of a GitHub workflow, at the lines of the new manifest.

use std::io::{self, Write};

use super::difference::{Difference, Entry, Renamed, Status, When};
use crate::output::{data, property};
use crate::plain::plain;

pub(super) fn write(difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    for entry in &difference.entries {
        let mut lines = vec![headline(entry)];
        lines.extend(entry.renamed.as_ref().map(Renamed::text));
        for detail in &entry.details {
            let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
            lines.push(format!("{}: {} -> {}", detail.key, side(&detail.old), side(&detail.new)));
        }
        let own = difference.duties.iter().filter(|duty| duty.id == entry.id);
        lines.extend(own.clone().map(|duty| duty.text.clone()));
        let is_urgent = own.clone().any(|duty| duty.when == When::Before);
        let level = if is_urgent { "warning" } else { "notice" };
        let place = match (&difference.file, entry.line) {
            (Some(file), Some(line)) => format!("file={},line={line},", property(file)),
            _ => String::new(),
        };
        let title = format!("credential {}", entry.status.as_str());
        writeln!(out, "::{level} {place}title={}::{}", property(&title), data(&lines.join("\n")))?;
    }
    Ok(())
}

fn headline(entry: &Entry) -> String {
    let id = plain(&entry.id);
    match entry.status {
        Status::Added => format!("{id}: new, from {}", entry.sources.join(", ")),
        Status::Removed => format!("{id}: gone"),
        Status::Changed => format!("{id}: changed"),
    }
}
