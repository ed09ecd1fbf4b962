//! `credential_process`: a program that prints credentials.

use std::process::Command;
use std::time::Duration;

use provider_credentials_child::{Failure, Limits, run as run_child};
use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use crate::answer::member;
use crate::credentials::Credentials;
use crate::failures::{PROCESS_FAILED, PROCESS_INVALID, PROCESS_NOT_FOUND, PROCESS_TIMED_OUT};

/// More than any prints.
const MOST: usize = 64 * 1024;

/// Without a shell: words are separated by spaces, and quotes keep them together. It gets the environment of the
/// program, as with AWS' own clients, because it has to find its own configuration.
pub(super) fn run(line: &str, deadline: Deadline) -> Result<Credentials, SourceError> {
    let words = words(line).ok_or(PROCESS_NOT_FOUND)?;
    let (program, arguments) = words.split_first().ok_or(PROCESS_NOT_FOUND)?;
    printed(Command::new(program).args(arguments), deadline.left())
}

/// What a program prints for AWS' clients.
pub(super) fn printed(command: &mut Command, time: Duration) -> Result<Credentials, SourceError> {
    let printed = run_child(command, Limits { time, output: MOST }).map_err(error)?;
    let text = core::str::from_utf8(&printed).map_err(|_| PROCESS_INVALID)?;
    if member(text, "Version") != Some("1") {
        return Err(PROCESS_INVALID);
    }
    let found = Credentials::of_json(text, ["AccessKeyId", "SecretAccessKey", "SessionToken"]);
    found.ok_or(PROCESS_INVALID)
}

fn error(failure: Failure) -> SourceError {
    match failure {
        Failure::NotFound | Failure::NotAllowed | Failure::NotStarted => PROCESS_NOT_FOUND,
        Failure::TimedOut => PROCESS_TIMED_OUT,
        Failure::TooMuch => PROCESS_INVALID,
        Failure::Exit(status) => PROCESS_FAILED.exit_status(status),
        Failure::Signal(signal) => PROCESS_FAILED.signal(signal),
        _ => PROCESS_FAILED,
    }
}

/// As `shlex` of Python splits them; `None` if a quote is open at the end.
fn words(line: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None::<char>);
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(sign), c) if c == sign => quote = None,
            (Some('"') | None, '\\') if cfg!(not(windows)) => {
                word.get_or_insert_default().push(chars.next()?);
            }
            (None, '"' | '\'') => {
                word.get_or_insert_default();
                quote = Some(c);
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_line() {
        for (line, expected) in [
            ("/bin/helper --role x", &["/bin/helper", "--role", "x"][..]),
            ("\"/a b/helper\"  'two words' \"\" x\\ y", &["/a b/helper", "two words", "", "x y"]),
            ("helper $(id) | tee > x; `id`", &["helper", "$(id)", "|", "tee", ">", "x;", "`id`"]),
        ] {
            assert_eq!(words(line).unwrap(), expected, "{line}");
        }
        assert_eq!(words("\"open"), None);
    }
}
