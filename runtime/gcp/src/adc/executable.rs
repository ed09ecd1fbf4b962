//! A program that prints the token of another issuer, where a variable allows to run it.

use std::process::Command;
use std::time::Duration;

use provider_credentials_child::{Failure, Limits, run};
use provider_credentials_core::{Secret, SourceError};
use provider_credentials_http::Deadline;

use crate::failures::{
    CREDENTIALS_FILE_INVALID, EXECUTABLE_FAILED, EXECUTABLE_INVALID, EXECUTABLE_NOT_ALLOWED,
    EXECUTABLE_NOT_FOUND, EXECUTABLE_TIMED_OUT,
};
use crate::ground::Ground;
use crate::json;

/// More than any prints.
const MOST: usize = 64 * 1024;
/// As Google's own clients have it.
const LIMIT: Duration = Duration::from_secs(30);

/// Without a shell: words are separated by spaces. It gets the environment of the program, as with Google's own clients,
/// because it has to find its own configuration, and what they tell it.
pub(super) fn token(
    ground: &Ground,
    document: &str,
    deadline: Deadline,
) -> Result<Secret, SourceError> {
    const ALLOWED: &str = "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES";

    if ground.environment.get(ALLOWED) != Some("1") {
        return Err(EXECUTABLE_NOT_ALLOWED);
    }
    let text = |path: &[&str]| json::text(document, path);
    let of_source = |name| text(&["credential_source", "executable", name]);
    let line = of_source("command").ok_or(CREDENTIALS_FILE_INVALID)?;
    let limit = match of_source("timeout_millis") {
        Some(milliseconds) => {
            Duration::from_millis(milliseconds.parse().map_err(|_| CREDENTIALS_FILE_INVALID)?)
        }
        None => LIMIT,
    };
    let mut words = line.split_ascii_whitespace();
    let mut command = Command::new(words.next().ok_or(CREDENTIALS_FILE_INVALID)?);
    command.args(words).env("GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE", "0");
    command.env("GOOGLE_EXTERNAL_ACCOUNT_REVOKE", "0");
    for (name, member) in [
        ("GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE", "audience"),
        ("GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE", "subject_token_type"),
    ] {
        command.env(name, text(&[member]).ok_or(CREDENTIALS_FILE_INVALID)?.as_str());
    }
    if let Some(url) = text(&["service_account_impersonation_url"]) {
        let account = url.rsplit('/').next().and_then(|last| last.split(':').next());
        command.env("GOOGLE_EXTERNAL_ACCOUNT_IMPERSONATED_EMAIL", account.unwrap_or_default());
    }
    let limits = Limits { time: limit.min(deadline.left()), output: MOST };
    let printed = run(&mut command, limits).map_err(error)?;
    let printed = core::str::from_utf8(&printed).map_err(|_| EXECUTABLE_INVALID)?;
    taken(printed)
}

fn error(failure: Failure) -> SourceError {
    match failure {
        Failure::NotFound | Failure::NotAllowed | Failure::NotStarted => EXECUTABLE_NOT_FOUND,
        Failure::TimedOut => EXECUTABLE_TIMED_OUT,
        Failure::TooMuch => EXECUTABLE_INVALID,
        Failure::Exit(status) => EXECUTABLE_FAILED.exit_status(status),
        Failure::Signal(signal) => EXECUTABLE_FAILED.signal(signal),
        _ => EXECUTABLE_FAILED,
    }
}

/// Version 1 of what such programs print.
fn taken(printed: &str) -> Result<Secret, SourceError> {
    if json::at(printed, &["version"]) != Some("1") {
        return Err(EXECUTABLE_INVALID);
    }
    if json::at(printed, &["success"]) != Some("true") {
        return Err(EXECUTABLE_FAILED);
    }
    let kind = json::text(printed, &["token_type"]).ok_or(EXECUTABLE_INVALID)?;
    let name = match kind.as_str() {
        "urn:ietf:params:oauth:token-type:saml2" => "saml_response",
        "urn:ietf:params:oauth:token-type:jwt" | "urn:ietf:params:oauth:token-type:id_token" => {
            "id_token"
        }
        _ => return Err(EXECUTABLE_INVALID),
    };
    json::secret(printed, &[name]).ok_or(EXECUTABLE_INVALID)
}
