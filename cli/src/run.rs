//! `run`: a command with the credentials in its environment.

mod child;
mod names;
mod options;
#[cfg(unix)]
mod parent;
#[cfg(unix)]
mod signals;
mod values;

use crate::end::{End, Failure};
pub(crate) use options::Run;

/// This program could not do its part, as `env` and `docker run` have it.
pub(crate) const FAILED: u8 = 125;

pub(crate) fn run(options: &Run) -> End {
    #[cfg(unix)]
    if !options.becomes_command && (options.files || std::process::id() == 1) {
        return ended(parent::run(options));
    }
    ended(child::run(options))
}

/// With a failure told: status 2 may well be the command's.
fn ended(result: Result<End, Failure>) -> End {
    result.unwrap_or_else(|failure| {
        failure.tell();
        End::Status(FAILED)
    })
}
