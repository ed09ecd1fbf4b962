use std::process::Command;
use std::time::Duration;

use provider_credentials_child::{Failure, Limits, run as run_child};
use provider_credentials_core::{SourceError, SourceRequest, SourceWarning};
use zeroize::Zeroizing;

use crate::failures::{
    EMPTY, FAILED, KILLED, NO_COMMAND, NO_STATUS, NOT_ALLOWED, NOT_STARTED, NOT_TEXT, TIMED_OUT,
    TOO_MUCH,
};
use crate::ground::Ground;
use crate::program;

/// Below what a loader gives a source by default.
const TIME: Duration = Duration::from_secs(25);

/// As much as a file may have.
const OUTPUT: usize = 1 << 20;

/// What a program wrote, and what there is to say about the program.
pub(crate) type Written = Result<(Zeroizing<Vec<u8>>, Option<SourceWarning>), SourceError>;

pub(crate) fn run(request: &SourceRequest, ground: &Ground) -> Written {
    let mut words = request.params_of("command");
    let name = words.next().ok_or(NO_COMMAND)?;
    let path = ground.variables.iter().find(|(name, _)| *name == "PATH");
    let path = path.map(|(_, path)| path.as_os_str());
    let (program, warning) = program::find(name, path, &ground.files)?;
    let mut command = Command::new(program);
    command.args(words).env_clear();
    command.envs(ground.variables.iter().map(|(name, value)| (name, value)));
    for assignment in request.params_of("env") {
        match assignment.split_once('=') {
            // One that is not set.
            Some((_, "")) | None => {}
            Some((name, value)) => _ = command.env(name, value),
        }
    }
    let seconds = request.param("timeout").and_then(|seconds| seconds.parse().ok());
    let limits = Limits { time: seconds.map_or(TIME, Duration::from_secs), output: OUTPUT };
    let written = run_child(&mut command, limits).map_err(error)?;
    if written.trim_ascii().is_empty() {
        return Err(EMPTY);
    }
    if core::str::from_utf8(&written).is_err() {
        return Err(NOT_TEXT);
    }
    Ok((written, warning))
}

fn error(failure: Failure) -> SourceError {
    match failure {
        Failure::NotAllowed => NOT_ALLOWED,
        Failure::Exit(status) => FAILED.exit_status(status),
        Failure::Signal(signal) => KILLED.signal(signal),
        Failure::TimedOut => TIMED_OUT,
        Failure::TooMuch => TOO_MUCH,
        Failure::NoStatus => NO_STATUS,
        // The program itself is there: what its first line names is not.
        _ => NOT_STARTED,
    }
}
