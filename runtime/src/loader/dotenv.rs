//! A `.env` file, for development: read like any secret file, and only into the loader's own view of
//! the environment. The process's environment is not written to.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use crate::file::Directories;
use crate::reason::{Failure, Place, Reason};
use crate::warning::LoadWarning;

use super::Loader;
use super::environment::{Environment, Value, Wanted};

/// Adds the variables of the file that the environment has not. A file that is not there adds none;
/// one that cannot be used is the environment's fault from then on.
pub(super) fn add(environment: &mut Environment, wanted: &Wanted, loader: &Loader, path: &Path) {
    match read(wanted, loader, path) {
        Ok((variables, warning)) => environment.add(variables, warning.as_ref()),
        Err(Reason::FileNotFound) => {}
        Err(reason) => environment.blame(Failure { place: Place::Dotenv, reason }),
    }
}

type Variables = HashMap<&'static str, Value>;

fn read(
    wanted: &Wanted,
    loader: &Loader,
    path: &Path,
) -> Result<(Variables, Option<LoadWarning>), Reason> {
    let content = match loader.read(&loader.resolve(path), &mut Directories::default()) {
        Err(Reason::FileEmpty) => return Ok((HashMap::new(), None)),
        content => content?,
    };
    let mut variables = HashMap::new();
    for line in dotenvy::from_read_iter(content.text()?.as_bytes()) {
        // The parser's error quotes the line.
        let (name, value) = line.map_err(|_| Reason::DotenvSyntax)?;
        let value = Value::from(value);
        // The first of several counts, as dotenv has it everywhere.
        if let Some(name) = wanted.get(name.as_str()) {
            if let Entry::Vacant(entry) = variables.entry(*name) {
                entry.insert(value);
            }
        }
    }
    Ok((variables, content.warning(Place::Dotenv)))
}
