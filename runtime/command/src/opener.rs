use provider_credentials_core::{Opener, Source, SourceError, Surroundings};

use crate::ground::Ground;
use crate::source::Commands;

/// What every program gets, if it is set: enough to be found, to find its files, and to reach the user's session.
const VARIABLES: &[&str] = if cfg!(windows) {
    &["PATH", "SYSTEMROOT", "USERPROFILE", "USERNAME", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP"]
} else {
    &[
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "LANG",
        "LC_ALL",
        "TMPDIR",
        "XDG_RUNTIME_DIR",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
    ]
};

/// Opens the source with the variables that every program gets.
pub static OPENER: Opener<dyn Source> = Opener::new("command", VARIABLES, open);

#[allow(clippy::unnecessary_wraps, reason = "other sources can fail to open")]
fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    let mut variables = Vec::new();
    for name in VARIABLES {
        if let Some(value) = surroundings.variable(name) {
            variables.push((*name, value.to_owned()));
        }
    }
    Ok(Box::new(Commands::new(Ground { variables, files: surroundings.files() })))
}
