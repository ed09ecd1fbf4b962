//! Which program a name means.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use provider_credentials_core::{SecretFiles, SourceError, SourceWarning};

use crate::failures::{INSECURE, INSECURE_WARNING, NOT_ALLOWED, NOT_FOUND, RELATIVE};

/// An absolute path, or where in `PATH` a name is, if nobody else can change what is there.
pub(crate) fn find(
    name: &str,
    path: Option<&OsStr>,
    files: &SecretFiles,
) -> Result<(PathBuf, Option<SourceWarning>), SourceError> {
    let program = if Path::new(name).is_absolute() {
        PathBuf::from(name)
    } else if name.contains(['/', std::path::MAIN_SEPARATOR]) {
        return Err(RELATIVE);
    } else if cfg!(unix) {
        provider_credentials_child::find(path.unwrap_or_default(), name).ok_or(NOT_FOUND)?
    } else {
        // The system knows the ends of names, such as `.exe`.
        return Ok((PathBuf::from(name), None));
    };
    match files.check_program(&program) {
        Ok(warning) => Ok((program, warning.map(|_| INSECURE_WARNING))),
        Err(error) => Err(match error.code() {
            "file_not_found" | "file_not_regular" => NOT_FOUND,
            "file_unreadable" => NOT_ALLOWED,
            _ => INSECURE,
        }),
    }
}
