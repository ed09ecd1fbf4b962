//! `audit show`: a log for people.

use std::io::{self, Write};
use std::path::PathBuf;

use provider_credentials_audit::LogLines;

use super::counts::{Counts, seconds};
use super::filter::Filter;
use super::input::{open, unreadable};
use super::record::Record;
use super::safe::{fit, safe};
use crate::end::{End, Failure};
use crate::format::Format;

/// Show who got which secret, when and where
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Show {
    /// The files of a log, the oldest first; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    filter: Filter,
    /// Only how often each credential was asked for
    #[arg(long)]
    counts: bool,
    /// For people (human) or programs (json, an object a line)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  cargo credentials audit show access.jsonl --id openai --since 2027-01-15
  cargo credentials audit show access.jsonl --at src/main.rs:10
  cargo credentials audit show access.jsonl --counts --format json

It shows what the file says; `audit verify` tells whether it was changed.

Exit status:
  0     shown
  2     could not run: a file cannot be read, or is no audit log";

pub(super) fn run(options: &Show, out: &mut dyn Write) -> Result<End, Failure> {
    let (mut counts, mut odd, mut records) = (Counts::default(), 0_u64, 0_u64);
    for path in &options.files {
        let mut lines = LogLines::new(open(path)?);
        while let Some(line) = lines.next_line().map_err(|error| unreadable(path, &error))? {
            let record = if line.is_record { Record::parse(line.text) } else { None };
            records += u64::from(record.is_some());
            match record {
                None => odd += 1,
                Some(record) if options.filter.takes(&record) => {
                    counts.add(&record);
                    match (options.counts, options.format) {
                        (true, _) => {}
                        (false, Format::Human) => write_record(&record, out)?,
                        (false, Format::Json) => writeln!(out, "{}", record.0)?,
                    }
                }
                Some(_) => {}
            }
        }
    }
    if records == 0 && odd > 0 {
        return Err(Failure("no line of it is a record: this is no audit log".to_owned()));
    }
    match (options.format, options.counts) {
        (Format::Human, is_alone) => {
            if !is_alone && !counts.is_empty() {
                writeln!(out)?;
            }
            counts.write(out)?;
            if odd > 0 {
                let are = if odd == 1 { "line is no record" } else { "lines are no records" };
                writeln!(out, "{odd} {are}; `audit verify` says more")?;
            }
        }
        (Format::Json, true) => writeln!(out, "{:#}", counts.document())?,
        (Format::Json, false) => {}
    }
    Ok(End::Good)
}

/// One line of 80 columns, and another one for a reason.
fn write_record(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let time = seconds(record.text("time"));
    let process = format!("{}[{}]", safe(record.text("process")), record.number("pid"));
    if !record.is_access() {
        let what = match record.text("event") {
            "audit_opened" => "the file begins".to_owned(),
            "audit_torn" => "a write was interrupted before this".to_owned(),
            "audit_cut" => "the file became shorter while a program ran".to_owned(),
            "audit_continued" => "another file came before".to_owned(),
            "audit_lost" => {
                format!("{} accesses were let through without a record", record.number("count"))
            }
            other => safe(other),
        };
        return writeln!(
            out,
            "{time}  {}  {}",
            fit(&what, 42, false),
            fit(&process, 15, true).trim_end()
        );
    }
    let part = record.text("part");
    let id = safe(record.text("credential_id"));
    let credential = if part == "secret" { id } else { format!("{id}.{}", safe(part)) };
    let place = format!("{}:{}", safe(record.text("file")), record.number("line"));
    let count = match record.number("count") {
        1 => String::new(),
        count => format!("x{count}"),
    };
    writeln!(
        out,
        "{time}  {}  {}  {count:>5}  {}",
        fit(&credential, 16, false),
        fit(&place, 17, true),
        fit(&process, 15, true).trim_end(),
    )?;
    match record.text("reason") {
        "" => Ok(()),
        reason => writeln!(out, "{:19}  for {}", "", safe(reason)),
    }
}
