//! For people: as rustc does, with a summary.

use std::io::{self, Write};

use provider_credentials_manifest::{Palette, Rendered, Report, Severity};

use super::problems::problems;
use crate::unread::is_unread;

pub(super) fn write(
    reports: &[Report],
    palette: &Palette,
    quiet: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (_, problem) in problems(reports) {
        writeln!(out, "{}\n", problem.painted(palette))?;
    }
    if quiet {
        return Ok(());
    }
    let count = |severity| problems(reports).filter(|(_, p)| p.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let unread = reports.iter().filter(|report| is_unread(report)).count();
    let checked = counted(reports.len() - unread, "manifest");
    let manifests = match unread {
        0 => format!("{checked} checked"),
        _ => format!("{checked} checked, {unread} could not be read"),
    };
    if errors + warnings == 0 {
        return writeln!(out, "{manifests}, no problems");
    }
    let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
    writeln!(out, "{manifests}: {errors}, {warnings}")?;
    // An error's before a warning's.
    let rank =
        |problem: &Rendered<'_>| (problem.severity() == Severity::Warning, problem.code().as_str());
    match problems(reports).map(|(_, problem)| rank(&problem)).min() {
        Some((_, code)) => {
            writeln!(out, "for more about a code, run `cargo credentials explain {code}`")
        }
        None => Ok(()),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
