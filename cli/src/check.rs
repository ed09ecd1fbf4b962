//! `check`: every problem of every manifest.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use provider_credentials_manifest::{Palette, Report, Severity, SourceFile, examine};

use crate::color::Color;
use crate::discover::{self, Found};
use crate::end::{End, Failure};
use crate::output::{self, Format, Style};
use crate::plain::plain;
use crate::selection::{self, Packages};
use crate::unread::is_unread;

/// Report every problem of the manifests
#[derive(Debug, clap::Args)]
#[command(
    long_about = format!("Reports every problem of the manifests, without building the program.\n\n{}", selection::HELP),
    after_help = EXAMPLES
)]
pub(crate) struct Check {
    /// Manifests, directories, or `-` for standard input
    #[arg(conflicts_with_all = ["specs", "workspace", "manifest_path"])]
    paths: Vec<PathBuf>,
    /// A manifest, in place of PATHS, as other commands take it
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "specs", "workspace", "manifest_path"])]
    manifest: Vec<PathBuf>,
    #[command(flatten)]
    packages: Packages,
    /// For people (human, short), programs (json), code scanning (sarif) or GitHub's annotations (github)
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Warnings are problems too
    #[arg(long)]
    deny_warnings: bool,
    /// No summary, only problems
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo credentials check
  cargo credentials check --workspace --format github --deny-warnings
  cargo credentials check deploy/*.yaml
  helm template . | cargo credentials check -";

pub(crate) fn run(options: &Check, color: Color, out: &mut dyn Write) -> Result<End, Failure> {
    let paths = [&options.paths[..], &options.manifest].concat();
    // Code scanning looks for the file that a result names.
    if options.format == Format::Sarif && paths.iter().any(|path| discover::is_stdin(path)) {
        let problem = "`--format sarif` needs manifests that are files, `-` is none";
        return Err(Failure(problem.to_owned()));
    }
    let manifests = discover::manifests(&paths, &options.packages)?;
    let reports: Vec<Report> = manifests.iter().map(report).collect();
    let style = Style { format: options.format, palette: palette(color), quiet: options.quiet };
    output::write(&reports, &style, out)?;
    let fails = |severity: Severity| severity == Severity::Error || options.deny_warnings;
    let failed = reports.iter().flat_map(Report::problems).any(|problem| fails(problem.severity()));
    let has_error = reports
        .iter()
        .flat_map(Report::problems)
        .any(|problem| problem.severity() == Severity::Error);
    if failed && !has_error && options.format == Format::Human && !options.quiet {
        writeln!(out, "warnings are problems too, because of `--deny-warnings`")?;
    }
    Ok(match failed {
        _ if reports.iter().any(is_unread) => End::Unread,
        true => End::Problems,
        false => End::Good,
    })
}

/// Reads a manifest, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<SourceFile, Report> {
    if discover::is_stdin(path) {
        return SourceFile::from_reader(io::stdin().lock(), "<stdin>");
    }
    SourceFile::read(path, &display(path))
}

fn report(found: &Found) -> Report {
    match read(&found.path) {
        Ok(source) if found.outside_package => examine(source.outside_package()).report,
        Ok(source) => examine(source).report,
        Err(report) => report,
    }
}

/// The path as one would write it here, for people to see: a file may be called anything.
pub(crate) fn display(path: &Path) -> String {
    let here = env::current_dir().ok();
    // In the root, nothing is nearer than the whole path.
    let here = here.filter(|here| here.parent().is_some());
    let near = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    plain(&near.unwrap_or(path).display().to_string())
}

fn palette(color: Color) -> Palette {
    if color.is_wanted() { Palette::ANSI } else { Palette::PLAIN }
}
