//! For people: as rustc does, with a summary.

use std::io::{self, Write};

use provider_credentials_manifest::{Palette, Rendered, Report, Severity};

use super::problems::problems;

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
