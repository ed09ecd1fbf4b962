//! A `.env` file, for development: read like any secret file, and only into the loader's own view of
//! the environment. The process's environment is not written to.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use crate::file;
use crate::reason::{Failure, Place, Reason};

use super::environment::{Environment, Value, Wanted};

/// Adds the variables of the file that the environment has not. A file that is not there adds none;
/// one that cannot be used is the environment's fault from then on.
pub(super) fn add(environment: &mut Environment, wanted: &Wanted, path: &Path, limit: u64) {
    match read(wanted, path, limit) {
        Ok(variables) => environment.add(variables),
        Err(Reason::FileNotFound) => {}
        Err(reason) => environment.blame(Failure { place: Place::Dotenv, reason }),
    }
}

fn read(wanted: &Wanted, path: &Path, limit: u64) -> Result<HashMap<&'static str, Value>, Reason> {
    let content = match file::read(path, limit) {
        Err(Reason::FileEmpty) => return Ok(HashMap::new()),
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
    Ok(variables)
}
