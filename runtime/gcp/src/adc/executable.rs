//! A program that prints the token of another issuer, where a variable allows to run it.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use provider_credentials_core::{Secret, SourceError};
use provider_credentials_http::Deadline;
use zeroize::Zeroizing;

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
    let printed = run(command, limit.min(deadline.left()))?;
    let printed = core::str::from_utf8(&printed).map_err(|_| EXECUTABLE_INVALID)?;
    taken(printed)
}

/// What it prints.
fn run(mut command: Command, limit: Duration) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(|_| EXECUTABLE_NOT_FOUND)?;
    let Some(mut output) = child.stdout.take() else {
        end(&mut child);
        return Err(EXECUTABLE_FAILED);
    };
    let (sender, receiver) = mpsc::sync_channel(1);
    let started = thread::Builder::new().name("subject-token".to_owned()).spawn(move || {
        // Of its full size from the start, because a buffer that grew would leave copies.
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
    let printed = started.ok().and_then(|_| receiver.recv_timeout(limit).ok());
    let Some(printed) = printed.filter(|printed| printed.len() < MOST) else {
        end(&mut child);
        return Err(EXECUTABLE_TIMED_OUT);
    };
    match child.wait() {
        Ok(status) if status.success() => Ok(printed),
        _ => Err(EXECUTABLE_FAILED),
    }
}

/// Ends it, and what it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
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
