//! The one manifest that a command is about.

use std::path::PathBuf;

use provider_credentials_manifest::{Checked, Report, SourceFile, check, suggest};

use crate::check::{display, read};
use crate::discover::{self, Found};
use crate::end::Failure;
use crate::selection::Packages;
use crate::typed::shown;

/// Which, and which of its credentials.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Which {
    /// The manifest (default: that of the package one is in)
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest: Option<PathBuf>,
}

impl Which {
    /// Reads and checks it.
    ///
    /// # Errors
    ///
    /// That there is none or more than one, that it cannot be read, or every problem that it has.
    pub(crate) fn read(&self) -> Result<Checked, Failure> {
        let paths: Vec<PathBuf> = self.manifest.iter().cloned().collect();
        let found = discover::manifests(&paths, &Packages::default())?;
        let path = match found.as_slice() {
            [one] => &one.path,
            several => return Err(choose(several)),
        };
        let source: SourceFile = read(path).map_err(|report| Failure(problems(&report, " ")))?;
        check(source).map_err(|report| failure(&report))
    }
}

/// As many as are worth reading.
const NAMED: usize = 5;

/// That there is more than one.
pub(crate) fn choose(several: &[Found]) -> Failure {
    let names: Vec<String> =
        several.iter().take(NAMED).map(|found| format!("`{}`", display(&found.path))).collect();
    let more = match several.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Failure(format!(
        "there are {} manifests, {}{more}; choose one with `--manifest`",
        several.len(),
        names.join(", "),
    ))
}

/// The manifest with those credentials alone, in its order; all of them where none is named.
pub(crate) fn only(mut manifest: Checked, ids: &[String]) -> Result<Checked, Failure> {
    if ids.is_empty() {
        return Ok(manifest);
    }
    for id in ids {
        position(&manifest, id)?;
    }
    manifest.credentials.retain(|credential| {
        ids.iter().any(|id| *id == credential.id || *id == credential.name.snake)
    });
    Ok(manifest)
}

/// Where the credential stands that has this ID, or this name as a field.
pub(crate) fn position(manifest: &Checked, id: &str) -> Result<usize, Failure> {
    let credentials = &manifest.credentials;
    let found = credentials.iter().position(|one| one.id == id || one.name.snake == id);
    found.ok_or_else(|| {
        let ids: Vec<&str> = credentials.iter().map(|one| one.id.as_str()).collect();
        let near = suggest::nearest(id, &ids);
        let shown = if near.is_some() { id.escape_debug().to_string() } else { shown(id) };
        let hint = match near {
            Some(near) => format!("write `{near}`"),
            None if ids.is_empty() => "it has none".to_owned(),
            None => match ids.as_slice() {
                [one] => format!("it has `{one}` alone"),
                _ => format!("there are `{}`", ids.join("`, `")),
            },
        };
        Failure(format!("`{}` has no credential `{shown}`; {hint}", manifest.path))
    })
}

fn failure(report: &Report) -> Failure {
    Failure(format!(
        "the manifest has a problem\n  {}\n`cargo credentials check {}` shows more",
        problems(report, "\n  "),
        report.path(),
    ))
}

/// Each on one line.
fn problems(report: &Report, between: &str) -> String {
    let problems: Vec<String> = report.problems().map(|problem| problem.short()).collect();
    problems.join(between)
}
