//! The manifest's way to the disk.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use provider_credentials_manifest::{SourceFile, examine};

use crate::end::Failure;
use crate::io_words::in_words;
use crate::plain::plain;

/// Whether nothing is there yet.
pub(super) fn is_free(path: &Path) -> Result<(), Failure> {
    // A link to nothing is something.
    match fs::symlink_metadata(path) {
        Ok(_) => Err(exists(path)),
        Err(_) => Ok(()),
    }
}

fn exists(path: &Path) -> Failure {
    Failure(format!(
        "`{}` exists and is not overwritten; `--dry-run` shows what would change, `--manifest` writes another file",
        plain(&path.display().to_string())
    ))
}

/// Reads back what is to be written, by the rules of every build.
pub(super) fn check(shown: &str, text: &str) -> Result<(), Failure> {
    let outcome = examine(SourceFile::new(shown, text));
    match outcome.checked {
        Some(_) => Ok(()),
        None => Err(Failure(format!(
            "the manifest would have a problem, and is not written:\n{}",
            outcome.report
        ))),
    }
}

/// Creates the file, which must not be there.
pub(super) fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let shown = plain(&path.display().to_string());
    let failed =
        |error: io::Error| Failure(format!("cannot write `{shown}`: {}", in_words(&error)));
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(exists(path)),
        file => file.map_err(failed)?,
    };
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a manifest is of no use to anybody.
        let _ = fs::remove_file(path);
    }
    written.map_err(failed)
}
