//! Reports in several formats.

mod github;
mod human;
mod json;
mod problems;
mod sarif;

use std::io::{self, Write};

use provider_credentials_manifest::{Palette, Report};

pub(crate) use github::{data, property};
use problems::problems;

/// How reports are written.
#[derive(Debug)]
pub(crate) struct Style {
    pub(crate) format: Format,
    pub(crate) palette: Palette,
    /// Without a summary.
    pub(crate) quiet: bool,
}

/// For whom.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// With the lines of the manifest, as rustc does.
    #[default]
    Human,
    /// A line for each problem.
    Short,
    /// For programs.
    Json,
    /// For code scanning (SARIF 2.1.0).
    Sarif,
    /// Annotations of a GitHub workflow.
    Github,
}

pub(crate) fn write(reports: &[Report], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match style.format {
        Format::Human => human::write(reports, &style.palette, style.quiet, out),
        Format::Short => {
            for (_, problem) in problems(reports) {
                writeln!(out, "{}: {}", problem.severity().as_str(), problem.short())?;
            }
            Ok(())
        }
        Format::Json => json::write(reports, out),
        Format::Sarif => sarif::write(reports, out),
        Format::Github => github::write(reports, out),
    }
}
