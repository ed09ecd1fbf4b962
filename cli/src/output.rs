//! Reports in several formats.

mod github;
mod human;
mod json;
mod sarif;

use std::io::{self, Write};

use provider_credentials_manifest::{Palette, Rendered, Report};

/// How reports are written.
#[derive(Debug)]
pub(crate) struct Style {
    pub(crate) format: Format,
    pub(crate) palette: Palette,
}

/// For whom.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
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

impl Format {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "human" => Ok(Format::Human),
            "short" => Ok(Format::Short),
            "json" => Ok(Format::Json),
            "sarif" => Ok(Format::Sarif),
            "github" => Ok(Format::Github),
            _ => Err("expected `human`, `short`, `json`, `sarif` or `github`".to_owned()),
        }
    }
}

pub(crate) fn write(reports: &[Report], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match style.format {
        Format::Human => human::write(reports, &style.palette, out),
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

/// Every problem, with the manifest it is in.
fn problems(reports: &[Report]) -> impl Iterator<Item = (&str, Rendered<'_>)> {
    reports.iter().flat_map(|report| report.problems().map(move |p| (report.path(), p)))
}

/// What is wrong, what to do and what else is to be known, without the lines of the manifest.
fn sentence(problem: &Rendered<'_>) -> String {
    let mut text = problem.title().to_owned();
    if let Some(help) = problem.help() {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    for note in problem.notes() {
        text.push_str("\nnote: ");
        text.push_str(note);
    }
    text
}
