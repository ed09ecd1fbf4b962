//! `SOPS_AGE_KEY_CMD`: a program that prints identities.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::age::end;

use super::failures::{COMMAND_FAILED, COMMAND_NOT_FOUND, COMMAND_TIMED_OUT};

/// More than any prints.
const MOST: usize = 64 * 1024;

const LIMIT: Duration = Duration::from_secs(30);

/// What it prints. Without a shell: words are separated by spaces, and quotes keep them together. It gets the environment
/// of the program, because it has to find its own configuration, and the recipient that an identity is wanted for.
pub(super) fn run(line: &str, recipient: &str) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let words = words(line).ok_or(COMMAND_NOT_FOUND)?;
    let (program, arguments) = words.split_first().ok_or(COMMAND_NOT_FOUND)?;
    let mut command = Command::new(program);
    command.args(arguments).env("SOPS_AGE_RECIPIENT", recipient);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Of its own, to be killed with what it starts.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(|_| COMMAND_NOT_FOUND)?;
    let mut output = child.stdout.take().ok_or(COMMAND_FAILED)?;
    let (sender, receiver) = mpsc::sync_channel(1);
    let started = thread::Builder::new().name("sops-age-key".to_owned()).spawn(move || {
        // Full size from the start, because a buffer that grew would leave copies.
        let mut printed = Zeroizing::new(vec![0; MOST]);
        let mut length = 0;
        while let Some(room) = printed.get_mut(length..).filter(|room| !room.is_empty()) {
            match output.read(room) {
                Ok(0) | Err(_) => break,
                Ok(count) => length += count,
            }
        }
        printed.truncate(length);
        let _ = sender.send(printed);
    });
    let printed = started.ok().and_then(|_| receiver.recv_timeout(LIMIT).ok());
    let Some(printed) = printed else {
        end(&mut child);
        return Err(COMMAND_TIMED_OUT);
    };
    if printed.len() >= MOST {
        end(&mut child);
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(printed),
        _ => Err(COMMAND_FAILED),
    }
}

/// `None` if a quote is open at the end.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if quote == Some(c) {
            quote = None;
        } else if c == '\\' && quote != Some('\'') && cfg!(not(windows)) {
            word.get_or_insert_default().push(chars.next()?);
        } else if quote.is_none() && matches!(c, '"' | '\'') {
            word.get_or_insert_default();
            quote = Some(c);
        } else if quote.is_none() && c.is_whitespace() {
            words.extend(word.take());
        } else {
            word.get_or_insert_default().push(c);
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn quotes_keep_words_together() {
        assert_eq!(words("a 'b c'  \"d'\"e \"\"").unwrap(), ["a", "b c", "d'e", ""]);
        assert_eq!(words("pass $(id) | x; `y`").unwrap(), ["pass", "$(id)", "|", "x;", "`y`"]);
        assert_eq!(words("'open"), None);
    }
}
