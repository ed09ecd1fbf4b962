//! The files that are read.

use std::io::{self, BufRead};
use std::path::Path;

use provider_credentials_audit::open_log;

use crate::discover::is_stdin;
use crate::end::Failure;
use crate::plain::plain;

/// A log, or standard input for `-`.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if is_stdin(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    match open_log(path) {
        Ok(log) => Ok(Box::new(log)),
        Err(error) => Err(unreadable(path, &error)),
    }
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let shown = plain(&path.display().to_string());
    Failure(match error.kind() {
        io::ErrorKind::NotFound => format!("`{shown}` does not exist"),
        kind => format!("cannot read `{shown}`: {kind}"),
    })
}
