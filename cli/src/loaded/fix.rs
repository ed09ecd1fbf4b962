use provider_credentials::LoadError;

use crate::screen::clean;

/// What the library says of a relative path, and what it is here.
const START: &str = "start the program in the directory that the path is relative to";
const START_HERE: &str = "name the directory that the path is relative to with `--base-dir`";

/// The one thing to do, on this command line.
pub(crate) fn fix(error: &LoadError) -> String {
    clean(&error.fix().to_string()).replace(START, START_HERE)
}
