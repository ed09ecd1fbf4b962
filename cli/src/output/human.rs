//! For people: as rustc does, with a summary.

use std::collections::BTreeSet;
use std::io::{self, Write};

use provider_credentials_manifest::{Palette, Report, Severity};

use super::problems;

pub(super) fn write(reports: &[Report], palette: &Palette, out: &mut dyn Write) -> io::Result<()> {
    for (_, problem) in problems(reports) {
        writeln!(out, "{}\n", problem.painted(palette))?;
    }
    let count = |severity| problems(reports).filter(|(_, p)| p.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let manifests = counted(reports.len(), "manifest");
    if errors + warnings == 0 {
        return writeln!(out, "{manifests} checked, no problems");
    }
    let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
    writeln!(out, "{manifests} checked: {errors}, {warnings}")?;
    let codes: BTreeSet<_> = problems(reports).map(|(_, p)| p.code().as_str()).collect();
    match codes.first() {
        Some(code) => {
            writeln!(out, "for more about a code, run `cargo credentials explain {code}`")
        }
        None => Ok(()),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
