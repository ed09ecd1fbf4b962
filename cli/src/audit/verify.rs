//! `audit verify`: the first line that is not as it was written.

use std::io::Write;
use std::path::PathBuf;

use provider_credentials_audit::{Outcome, Verified, Verifier};
use serde_json::{Value, json};

use super::input::{open, unreadable};
use super::key::Key;
use crate::end::{End, Failure};
use crate::format::Format;

/// Find the first record that was changed, removed, added or moved
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    /// The files of a log, the oldest first; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    key: Key,
    /// A hash that was kept elsewhere: fail if no record has it, because the end was cut off
    #[arg(long, value_name = "HASH")]
    head: Option<String>,
    /// For people (human) or programs (json)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  cargo credentials audit verify access.jsonl
  cargo credentials audit verify access.jsonl.1 access.jsonl --key-from AUDIT_KEY
  zcat access.jsonl.2.gz | cargo credentials audit verify - --head 29364e12…

Exit status:
  0     every record is as it was written, as far as the log's mode can show
  1     a record is not, one file does not continue the other, or none has the hash of --head
  2     could not run: a file cannot be read, or the log has a key that was not given";

pub(super) fn run(options: &Verify, out: &mut dyn Write) -> Result<End, Failure> {
    let mut verifier = match options.key.read()? {
        None => Verifier::new(),
        Some(key) => Verifier::with_key(&key).ok_or_else(|| {
            Failure("the key has fewer than 16 bytes, as no log's has".to_owned())
        })?,
    };
    if let Some(head) = &options.head {
        let wrong = || Failure("`--head` takes a hash of 64 hexadecimal digits".to_owned());
        verifier = verifier.expecting(head).ok_or_else(wrong)?;
    }
    for path in &options.files {
        let log = open(path)?;
        verifier.read(log).map_err(|error| unreadable(path, &error))?;
    }
    let found = verifier.finish();
    match options.format {
        Format::Human => human(&found, &options.files, out)?,
        Format::Json => writeln!(out, "{:#}", document(&found, &options.files))?,
    }
    Ok(match found.outcome {
        Outcome::Good => End::Good,
        Outcome::Bad => End::Problems,
        _ => End::Unread,
    })
}

fn human(verified: &Verified, files: &[PathBuf], out: &mut dyn Write) -> Result<(), Failure> {
    let name =
        |file: usize| files.get(file).map_or_else(String::new, |path| path.display().to_string());
    for note in &verified.notes {
        writeln!(out, "{}:{}: {note}", name(note.file()), note.line())?;
    }
    if let Some(finding) = &verified.finding {
        writeln!(out, "{}:{}: {finding}", name(finding.file()), finding.line())?;
    }
    let Verified { records, accesses, lost, .. } = verified;
    match &verified.finding {
        // What was counted is of all the files.
        Some(finding) if finding.code() == "not_continued" => writeln!(
            out,
            "no program tied these files together, as when all were restarted right after the log was \
             renamed: verify them one by one, and keep the last hash of each"
        )?,
        finding => {
            let before = if finding.is_some() { "before that, " } else { "" };
            let (records, accesses) = (counted(*records, "record"), counted(*accesses, "access"));
            let follow = if verified.records == 1 { "" } else { " follow each other" };
            writeln!(out, "{before}{records} of {accesses}{follow}")?;
            if finding.is_some() {
                writeln!(
                    out,
                    "do not trust that record and those behind it: move the file away, and keep it"
                )?;
            }
        }
    }
    if *lost > 0 {
        writeln!(out, "let through without a record: {}", counted(*lost, "access"))?;
    }
    if verified.has_head == Some(false) {
        writeln!(
            out,
            "no record has the hash of --head: the end was cut off, or this is another log"
        )?;
    }
    match verified.outcome {
        Outcome::Good => {
            if let Some(last) = verified.last {
                writeln!(out, "last record: {}, {last}", last.sequence())?;
            }
            if !verified.is_keyed && verified.has_head.is_none() {
                writeln!(
                    out,
                    "without a key, whoever can write the file can recalculate all hashes"
                )?;
            }
        }
        Outcome::Bad => {}
        _ => writeln!(
            out,
            "the log has a key: give it with --key-from or --key-file, or nothing is known of changes"
        )?,
    }
    Ok(())
}

/// `1 record`, `2 accesses`.
fn counted(count: u64, noun: &str) -> String {
    match (count, noun.ends_with('s')) {
        (1, _) => format!("1 {noun}"),
        (_, true) => format!("{count} {noun}es"),
        (_, false) => format!("{count} {noun}s"),
    }
}

fn document(verified: &Verified, files: &[PathBuf]) -> Value {
    let name = |file: usize| files.get(file).map(|path| path.display().to_string());
    let notes: Vec<Value> = verified
        .notes
        .iter()
        .map(|note| {
            json!({
                "file": name(note.file()), "line": note.line(), "code": note.code(), "message": note.to_string(),
            })
        })
        .collect();
    let finding = verified.finding.as_ref().map(|finding| {
        json!({
            "file": name(finding.file()), "line": finding.line(), "code": finding.code(),
            "message": finding.to_string(),
        })
    });
    json!({
        "outcome": match verified.outcome {
            Outcome::Good => "good",
            Outcome::Bad => "bad",
            _ => "needs_key",
        },
        "records": verified.records,
        "accesses": verified.accesses,
        "lost": verified.lost,
        "keyed": verified.is_keyed,
        "head_found": verified.has_head,
        "sequence": verified.last.map(|last| last.sequence()),
        "head": verified.last.map(|last| last.to_string()),
        "finding": finding,
        "notes": notes,
    })
}
