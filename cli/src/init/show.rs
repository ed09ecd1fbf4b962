//! The outcome for people.

use std::io::{self, Write};

use super::changes::Change;
use super::found::Place;
use super::outcome::{Fate, Outcome};
use super::proposal::Proposal;
use crate::plain::plain;
use crate::screen::{pad, width_of, wrap};

pub(super) fn write(outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(diff) = &outcome.diff {
        writeln!(out, "{diff}")?;
    }
    summary(outcome, out)?;
    let proposals = &outcome.sorted.proposals;
    let width = |text: &dyn Fn(&Proposal) -> usize| proposals.iter().map(text).max().unwrap_or(0);
    let (ids, places) = (width(&|one| width_of(&one.id)), width(&|one| width_of(&place(one))));
    for proposal in proposals {
        let needed = if proposal.required { "" } else { "  (not required)" };
        let (id, place) = (pad(&proposal.id, ids), pad(&place(proposal), places));
        let origin = proposal.origins.first().map(|origin| plain(origin)).unwrap_or_default();
        writeln!(out, "  {id}  {place}  {origin}{needed}")?;
    }
    let left_out = &outcome.sorted.left_out;
    if let Some(last) = left_out.last() {
        writeln!(
            out,
            "\nLeft out, because the names are those of settings; `--add {last}` takes one in:"
        )?;
        for line in wrap(&left_out.join(" "), WIDTH) {
            writeln!(out, "  {line}")?;
        }
    }
    if !outcome.notes.is_empty() {
        writeln!(out, "\nTo know:")?;
        for note in outcome.notes {
            writeln!(out, "  {note}")?;
        }
    }
    if !outcome.changes.is_empty() {
        changes(outcome, out)?;
    }
    if !outcome.steps.is_empty() {
        writeln!(out, "\nNext:")?;
    }
    for (number, step) in outcome.steps.iter().enumerate() {
        writeln!(out, "{}. {}", number + 1, step.what)?;
        for line in &step.code {
            writeln!(out, "{}", format!("       {line}").trim_end())?;
        }
    }
    Ok(())
}

fn summary(outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (manifest, count) = (outcome.manifest, outcome.sorted.proposals.len());
    let credentials =
        if count == 1 { "1 credential".to_owned() } else { format!("{count} credentials") };
    let sources = match outcome.sources {
        [] => "; there is nothing here to read names from".to_owned(),
        sources => format!(", from `{}`", sources.join("`, `")),
    };
    match outcome.fate {
        Fate::Written => writeln!(out, "Wrote `{manifest}`: {credentials}{sources}")?,
        Fate::Shown if outcome.exists => {
            let credentials = credentials.replacen(' ', " new ", 1);
            writeln!(out, "`{manifest}` exists: {credentials}{sources}")?;
        }
        Fate::Shown => writeln!(out, "Would write `{manifest}`: {credentials}{sources}")?,
        Fate::Declined => writeln!(out, "Did not write `{manifest}`: {credentials}{sources}")?,
    }
    if outcome.assumed && !outcome.sources.is_empty() {
        writeln!(out, "(all that is here to read names from; `--from` chooses)")?;
    }
    if count > 0 {
        writeln!(out)?;
    }
    Ok(())
}

fn place(proposal: &Proposal) -> String {
    let shown = |place: &Place| match place {
        Place::Env(name) => name.clone(),
        Place::File(path) => plain(path),
        Place::PathIn(name) => format!("${{{name}}}"),
    };
    proposal.places.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// The width of a terminal that everybody has.
const WIDTH: usize = 78;

fn changes(outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\nCode to change (`creds` is what the program loads; the new code gives a `&str`):"
    )?;
    for Change { read, new, note } in &outcome.changes {
        writeln!(out, "  {}:{}:{}", read.file, read.line, read.column)?;
        writeln!(out, "    - {}", read.old)?;
        writeln!(out, "    + {new}")?;
        if let Some(note) = note {
            writeln!(out, "      ({note})")?;
        }
    }
    Ok(())
}
