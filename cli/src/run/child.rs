//! The process that loads, and becomes the command.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use provider_credentials::{CredentialSet, ExposeSecret, Secret};

use super::names::taken;
use super::options::Run;
use super::values::values;
use crate::end::{End, Failure};
use crate::loaded::{Loaded, fix, use_manifest};
use crate::manifest::only;
use crate::screen::clean;

/// A required credential is missing: `EX_CONFIG` of sysexits.h.
const MISSING: u8 = 78;
const NOT_EXECUTABLE: u8 = 126;
const NOT_FOUND: u8 = 127;

pub(super) fn run(options: &Run) -> Result<End, Failure> {
    let whole = options.loading.which.read()?;
    let manifest = only(whole.clone(), &options.loading.only)?;
    use_manifest(&manifest, options.loading.files.base_dir.as_deref());
    let credentials = Loaded::load_with(&options.loading.loader(&manifest)?);
    let _ = io::stderr().write_all(warnings(&credentials).as_bytes());
    if let Some(told) = missing(&credentials) {
        let _ = io::stderr().write_all(told.as_bytes());
        return Ok(End::Status(MISSING));
    }
    let mut words = options.command.iter();
    let Some(program) = words.next() else { return Err(Failure("there is no command".to_owned())) };
    let mut command = Command::new(program);
    command.args(words);
    for name in taken(&whole).iter().filter(|name| !options.keep.contains(name)) {
        command.env_remove(name);
    }
    for (name, value) in values(&manifest, &credentials, &options.prefix)? {
        match &options.files_in {
            Some(directory) => {
                command.env(format!("{name}_FILE"), file(directory, &name, value)?);
            }
            None if value.is_text() => {
                command.env(name, value.expose_secret());
            }
            None => {
                return Err(Failure(format!(
                    "what `{name}` would hold is not text, which no variable can hold; give `--files`"
                )));
            }
        }
    }
    // The command's memory takes the place of this process's, which wipes on its way out.
    Ok(End::Status(start(command, credentials)))
}

/// What to tell of those that are required and not there.
fn missing(credentials: &Loaded) -> Option<String> {
    let error = credentials.require_all().err()?;
    let mut told =
        String::from("error: the command was not started, because of required credentials:\n");
    for error in error.errors() {
        let _ = writeln!(
            told,
            "  {}: {}; {} [{}]",
            error.id(),
            clean(&error.problem().to_string()),
            fix(error),
            error.code(),
        );
    }
    Some(told)
}

/// A line for each warning.
fn warnings(credentials: &Loaded) -> String {
    let mut told = String::new();
    for one in credentials.iter() {
        for warning in one.metadata().warnings() {
            let text = clean(&warning.to_string()).into_owned();
            let _ = writeln!(told, "warning: {}: {text} [{}]", one.id(), warning.code());
        }
    }
    told
}

/// Writes a value to a file of its own.
fn file(directory: &Path, name: &str, value: &Secret) -> Result<PathBuf, Failure> {
    let path = directory.join(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options.open(&path).and_then(|mut file| file.write_all(value.expose_bytes()));
    match written {
        Ok(()) => Ok(path),
        Err(error) => {
            let shown = path.display().to_string();
            Err(Failure(format!("cannot write to `{}`: {}", clean(&shown), error.kind())))
        }
    }
}

/// The status, if the command could not be started or is another process.
fn start(mut command: Command, credentials: Loaded) -> u8 {
    drop(credentials);
    #[cfg(unix)]
    let error = {
        use std::os::unix::process::CommandExt;
        command.exec()
    };
    #[cfg(not(unix))]
    let error = match command.status() {
        Ok(status) => return status.code().and_then(|code| code.try_into().ok()).unwrap_or(1),
        Err(error) => error,
    };
    let program = command.get_program().to_string_lossy().into_owned();
    let (status, why) = match error.kind() {
        io::ErrorKind::NotFound => (NOT_FOUND, "there is no such program".to_owned()),
        // One variable holds 128 KiB on Linux, and all of them together a quarter of the stack.
        io::ErrorKind::ArgumentListTooLong => {
            (NOT_EXECUTABLE, "its variables and arguments are too long; give `--files`".to_owned())
        }
        kind => (NOT_EXECUTABLE, kind.to_string()),
    };
    let _ = writeln!(io::stderr(), "error: cannot start `{}`: {why}", clean(&program));
    status
}
