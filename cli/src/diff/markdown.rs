//! The difference as Markdown, for a comment or the summary of a job.

use std::io::{self, Write};

use super::difference::{Difference, Entry, Status};
use crate::plain::plain;

pub(super) fn write(difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let (old, new) = (span(&difference.old), span(&difference.new));
    if difference.entries.is_empty() {
        return writeln!(out, "No difference between the credentials of {old} and {new}.");
    }
    writeln!(out, "Credentials, from {old} to {new}:\n\n| | credential | what |\n|---|---|---|")?;
    for entry in &difference.entries {
        let sign = match entry.status {
            Status::Added => "added",
            Status::Removed => "removed",
            Status::Changed => "changed",
        };
        writeln!(out, "| {sign} | {} | {} |", span(&entry.id), what(entry))?;
    }
    if !difference.duties.is_empty() {
        writeln!(out)?;
    }
    for duty in &difference.duties {
        writeln!(out, "- [ ] {}", text(&duty.text))?;
    }
    Ok(())
}

fn what(entry: &Entry) -> String {
    if entry.status != Status::Changed {
        let required = if entry.required { "required" } else { "not required" };
        let renamed = entry.renamed.as_ref();
        let renamed =
            renamed.map_or(String::new(), |renamed| format!("<br>{}", text(&renamed.text())));
        let sources = text(&entry.sources.join(", "));
        return format!("{}, {required}, {sources}{renamed}", entry.kind);
    }
    let side = |side: &Option<String>| side.as_deref().map_or_else(|| "nothing".to_owned(), text);
    let details = entry.details.iter();
    let lines: Vec<String> = details
        .map(|detail| {
            format!("{}: {} → {}", text(&detail.key), side(&detail.old), side(&detail.new))
        })
        .collect();
    lines.join("<br>")
}

/// Text with code in backticks, none of which a user's text can close: everything else that means something to
/// Markdown or HTML is escaped.
fn text(text: &str) -> String {
    let mut out = String::new();
    for (number, piece) in text.split('`').enumerate() {
        if number % 2 == 1 {
            out.push_str(&span(piece));
        } else {
            escape(piece, &mut out);
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in plain(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A mention would call somebody.
            '@' => out.push_str("&#64;"),
            '\\' | '*' | '_' | '[' | ']' | '(' | ')' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
}

/// Code, in which nothing means anything but a backtick, and `|` in a table.
fn span(text: &str) -> String {
    format!("`{}`", plain(text).replace('`', "'").replace('|', "\\|"))
}
