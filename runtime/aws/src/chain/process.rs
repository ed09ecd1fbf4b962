//! `credential_process`: a program that prints credentials.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;
use zeroize::Zeroizing;

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
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| PROCESS_NOT_FOUND)?;
    let mut output = child.stdout.take().ok_or(PROCESS_FAILED)?;
    let (sender, receiver) = mpsc::sync_channel(1);
    let started = thread::Builder::new().name("credential-process".to_owned()).spawn(move || {
        // Full size from the start, because a buffer that grew would leave copies.
        let mut bytes = Zeroizing::new(vec![0; MOST]);
        let mut length = 0;
        while let Some(room) = bytes.get_mut(length..).filter(|room| !room.is_empty()) {
            match output.read(room) {
                Ok(0) | Err(_) => break,
                Ok(count) => length += count,
            }
        }
        bytes.truncate(length);
        let _ = sender.send(bytes);
    });
    let printed = started.ok().and_then(|_| receiver.recv_timeout(deadline.left()).ok());
    let Some(printed) = printed else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(PROCESS_TIMED_OUT);
    };
    if printed.len() >= MOST {
        let _ = child.kill();
    }
    let status = child.wait().map_err(|_| PROCESS_FAILED)?;
    if !status.success() {
        return Err(PROCESS_FAILED);
    }
    let text = core::str::from_utf8(&printed).map_err(|_| PROCESS_INVALID)?;
    if member(text, "Version") != Some("1") {
        return Err(PROCESS_INVALID);
    }
    let found = Credentials::of_json(text, ["AccessKeyId", "SecretAccessKey", "SessionToken"]);
    found.ok_or(PROCESS_INVALID)
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
