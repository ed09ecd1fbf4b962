//! All that can go wrong, in words that fit behind a command. Nothing that a program wrote is among them.

use provider_credentials_core::{SourceError, SourceWarning};

const fn error(code: &'static str, problem: &'static str, fix: &'static str) -> SourceError {
    SourceError::new(code, problem, fix)
}

pub(crate) const NO_COMMAND: SourceError = error(
    "command_not_found",
    "no program is named",
    "write it and its arguments as a list at `command`",
);

pub(crate) const NOT_FOUND: SourceError = error(
    "command_not_found",
    "there is no such program",
    "install it, or write its whole path, or add its directory to `PATH` where the program is started",
)
.unreachable();

pub(crate) const RELATIVE: SourceError = error(
    "command_relative",
    "the program is a relative path",
    "write its whole path, or its name alone if it is in `PATH`",
);

const OTHERS_CAN_CHANGE: (&str, &str) = (
    "others can change the program, or a directory or symbolic link on the path to it",
    "find it with `namei -l`, give it to root or the process's user, and take the right to write from group and others",
);

pub(crate) const INSECURE: SourceError =
    error("command_insecure", OTHERS_CAN_CHANGE.0, OTHERS_CAN_CHANGE.1);

pub(crate) const INSECURE_WARNING: SourceWarning =
    SourceWarning::new("command_insecure", OTHERS_CAN_CHANGE.0, OTHERS_CAN_CHANGE.1);

pub(crate) const NOT_ALLOWED: SourceError = error(
    "command_not_allowed",
    "this process may not read and run the program",
    "give the process's user both rights, such as with `chmod 755`",
);

pub(crate) const NOT_STARTED: SourceError = error(
    "command_not_started",
    "the program cannot be started",
    "check that it is one for this machine, or that a script begins with `#!` and an interpreter that is there",
);

pub(crate) const NO_STATUS: SourceError = error(
    "command_not_started",
    "no exit status can be had of a program here, because `SIGCHLD` is ignored",
    "let your program, or what starts it, handle that signal as it is by default",
);

pub(crate) const FAILED: SourceError = error(
    "command_failed",
    "the program failed",
    "run it in a terminal as the process's user, where it says why; name variables that it needs in `command_env`",
)
.denied();

pub(crate) const KILLED: SourceError = error(
    "command_killed",
    "the program was killed",
    "look for the cause, such as a lack of memory, in the system's log",
)
.unreachable();

pub(crate) const TIMED_OUT: SourceError = error(
    "command_timed_out",
    "the program did not end in time and was killed",
    "run it in a terminal: it may wait for an answer; or raise `command_timeout` and `Loader::source_timeout`",
)
.unreachable()
.retryable();

pub(crate) const TOO_MUCH: SourceError = error(
    "command_too_much",
    "the program wrote more than 1 MiB and was killed",
    "have it write the secret alone",
);

pub(crate) const NOT_TEXT: SourceError = error(
    "command_not_text",
    "what the program wrote is not UTF-8 text",
    "have it write the bytes in base64, and add `encoding: base64` to the manifest",
);

pub(crate) const EMPTY: SourceError = error(
    "command_no_output",
    "the program wrote nothing to standard output",
    "run it in a terminal with ` | cat` behind it: what is shown then is what it writes there",
);
