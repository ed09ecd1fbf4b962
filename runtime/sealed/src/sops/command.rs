//! `SOPS_AGE_KEY_CMD`: a program that prints identities.

use std::process::Command;
use std::time::Duration;

use provider_credentials_child::{self as child, Failure, Limits};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use super::failures::{COMMAND_FAILED, COMMAND_NOT_FOUND, COMMAND_TIMED_OUT};

/// As much as any prints, in bytes.
const MOST: usize = 64 * 1024 - 1;

const LIMIT: Duration = Duration::from_secs(30);

/// What it prints. Without a shell: words are separated by spaces, and quotes keep them together. It gets the environment
/// of the program, because it has to find its own configuration, and the recipient that an identity is wanted for.
pub(super) fn run(
    line: &str,
    recipient: &str,
    left: Option<Duration>,
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let words = words(line).ok_or(COMMAND_NOT_FOUND)?;
    let (program, arguments) = words.split_first().ok_or(COMMAND_NOT_FOUND)?;
    let mut command = Command::new(program);
    command.args(arguments).env("SOPS_AGE_RECIPIENT", recipient);
    let time = left.map_or(LIMIT, |left| left.min(LIMIT));
    child::run(&mut command, Limits { time, output: MOST }).map_err(|failure| match failure {
        Failure::NotFound | Failure::NotAllowed | Failure::NotStarted => COMMAND_NOT_FOUND,
        Failure::TimedOut => COMMAND_TIMED_OUT,
        _ => COMMAND_FAILED,
    })
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
