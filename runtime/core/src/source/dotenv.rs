//! A `.env` file, for development: read like any secret file, and only into the loader's own view of
//! the environment. The process's environment is not written to.

use std::ffi::OsString;
use std::path::Path;

use super::environment::{Environment, WantedNames};
use crate::file::{FileRules, Files};
use crate::report::{EnvReason, Failure, FileReason, LoadWarning, Place, Reason};
use crate::secret::WipedOsString;

/// Adds the variables of the file that the environment does not have. A file that is not there adds none.
pub(crate) fn add(environment: &mut Environment, rules: &FileRules, path: &Path) {
    match read(environment.wanted(), rules, path) {
        Ok((variables, warnings)) => environment.add(variables, &warnings),
        Err(Reason::File(FileReason::NotFound)) => {}
        Err(reason) => environment.record_failure(Failure { place: Place::Dotenv, reason }),
    }
}

/// The parser fills in variables of earlier lines, which could double the text with each. No more
/// memory than the product of these two can then be asked for.
const MOST_SUBSTITUTIONS: usize = 1000;
const LONGEST_VALUE: usize = 1 << 16;

type Assignments = Vec<(&'static str, WipedOsString)>;

fn read(
    wanted: &WantedNames,
    rules: &FileRules,
    path: &Path,
) -> Result<(Assignments, Vec<LoadWarning>), Reason> {
    const BAD_LINE: Reason = Reason::Env(EnvReason::DotenvSyntax);

    let mut files = Files::new(rules);
    let path = files.resolve(WipedOsString::concat(&[path.as_os_str()]));
    let content = match files.read(path.as_path()) {
        Err(FileReason::Empty) => return Ok((Vec::new(), Vec::new())),
        content => content.map_err(Reason::File)?,
    };
    let mut variables = Vec::new();
    let text = content.text().map_err(Reason::File)?;
    if text.matches('$').count() > MOST_SUBSTITUTIONS {
        return Err(BAD_LINE);
    }
    for line in dotenvy::from_read_iter(text.as_bytes()) {
        // The parser's error quotes the line.
        let (name, value) = line.map_err(|_| BAD_LINE)?;
        if value.len() > LONGEST_VALUE {
            return Err(BAD_LINE);
        }
        let value = WipedOsString::from(OsString::from(value));
        if let Some(name) = wanted.name(name.as_str()) {
            variables.push((name, value));
        }
    }
    Ok((variables, content.warnings(Place::Dotenv)))
}
