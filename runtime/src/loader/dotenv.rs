//! A `.env` file, for development: read like any secret file, and only into the loader's own view of
//! the environment. The process's environment is not written to.

use std::path::Path;

use crate::file::{Directories, WipedPath};
use crate::reason::{Failure, Place, Reason};
use crate::warning::LoadWarning;

use super::Loader;
use super::environment::{Environment, Value, Wanted};

/// Adds the variables of the file that the environment has not. A file that is not there adds none;
/// one that cannot be used is the environment's fault from then on.
pub(super) fn add(environment: &mut Environment, loader: &Loader, path: &Path) {
    match read(environment.wanted(), loader, path) {
        Ok((variables, warnings)) => environment.add(variables, &warnings),
        Err(Reason::FileNotFound) => {}
        Err(reason) => environment.blame(Failure { place: Place::Dotenv, reason }),
    }
}

/// The parser fills in variables of earlier lines, which could double the text with each. No more
/// memory than the product of these two can then be asked for.
const MOST_SUBSTITUTIONS: usize = 1000;
const LONGEST_VALUE: usize = 1 << 16;

type Variables = Vec<(&'static str, Value)>;

fn read(
    wanted: &Wanted,
    loader: &Loader,
    path: &Path,
) -> Result<(Variables, Vec<LoadWarning>), Reason> {
    let path = WipedPath::concat(&[path.as_os_str()]);
    let content = match loader.read(loader.resolve(path).as_path(), &mut Directories::default()) {
        Err(Reason::FileEmpty) => return Ok((Vec::new(), Vec::new())),
        content => content?,
    };
    let mut variables = Vec::new();
    let text = content.text()?;
    if text.matches('$').count() > MOST_SUBSTITUTIONS {
        return Err(Reason::DotenvSyntax);
    }
    for line in dotenvy::from_read_iter(text.as_bytes()) {
        // The parser's error quotes the line.
        let (name, value) = line.map_err(|_| Reason::DotenvSyntax)?;
        if value.len() > LONGEST_VALUE {
            return Err(Reason::DotenvSyntax);
        }
        let value = Value::from(value);
        if let Some(name) = wanted.name(name.as_str()) {
            variables.push((name, value));
        }
    }
    Ok((variables, content.warnings(Place::Dotenv)))
}
