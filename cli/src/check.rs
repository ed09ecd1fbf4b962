//! `check`: every problem of every manifest.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use provider_credentials_manifest::{Palette, Report, Severity, SourceFile, examine};

use crate::args::{Check, Color};
use crate::discover::{self, Found};
use crate::end::{End, Failure};
use crate::output::{self, Format, Style};
use crate::unread::is_unread;

pub(crate) fn run(options: &Check, out: &mut dyn Write) -> Result<End, Failure> {
    let manifests = discover::manifests(&options.selection)?;
    let reports: Vec<Report> = manifests.iter().map(report).collect();
    let style =
        Style { format: options.format, palette: palette(options.color), quiet: options.quiet };
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

/// The path as one would write it here.
pub(crate) fn display(path: &Path) -> String {
    let here = env::current_dir().ok();
    let near = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    near.unwrap_or(path).display().to_string()
}

fn palette(color: Color) -> Palette {
    let wanted = match color {
        Color::Always => true,
        Color::Never => false,
        // https://no-color.org
        Color::Auto => {
            env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && io::stdout().is_terminal()
        }
    };
    if wanted { Palette::ANSI } else { Palette::PLAIN }
}
