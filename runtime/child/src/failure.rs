use std::io;
use std::process::ExitStatus;

/// Why there is nothing that a program wrote. It has no text of the program or of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The program is not there; or if it is a script, what its first line names.
    NotFound,
    /// The process's user may not run it.
    NotAllowed,
    /// It could not be started for another reason, such as that it is no program.
    NotStarted,
    /// It ended with this status, which is not 0.
    Exit(i32),
    /// This signal killed it.
    Signal(i32),
    /// It has ended, and nobody can say how: the system keeps no status, because this process ignores `SIGCHLD`.
    NoStatus,
    /// It was killed, because it did not end in time.
    TimedOut,
    /// It was killed, because it wrote more than the limit.
    TooMuch,
}

impl Failure {
    pub(crate) fn to_start(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NotAllowed,
            _ => Self::NotStarted,
        }
    }

    /// `None` of success.
    pub(crate) fn of(status: ExitStatus) -> Option<Self> {
        if status.success() {
            return None;
        }
        #[cfg(unix)]
        if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
            return Some(Self::Signal(signal));
        }
        Some(status.code().map_or(Self::NotStarted, Self::Exit))
    }
}
