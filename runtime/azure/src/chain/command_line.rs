//! Whoever is logged in with a command line of Azure: `az`, or `azd`.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use provider_credentials_child::{Failure, find};
use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use super::look::Look;
use super::process::run;
use crate::challenge::Use;
use crate::failures::{
    AZ_FAILED, AZ_INVALID, AZ_TIMED_OUT, AZD_FAILED, AZD_INVALID, AZD_TIMED_OUT,
};
use crate::ground::Ground;
use crate::token::{Names, Token};

const OF_AZ: Names = Names { token: &["accessToken"], end: &["expires_on"] };
/// Its end is a date, and asked for often is good enough on a developer's machine.
const OF_AZD: Names = Names { token: &["token"], end: &["expires_on"] };

/// What may go wrong with one of them.
struct Words {
    failed: SourceError,
    timed_out: SourceError,
    invalid: SourceError,
}

#[expect(clippy::unnecessary_wraps, reason = "as every place")]
pub(super) fn azure_cli(
    ground: &Ground,
    of: &Use,
    deadline: Deadline,
) -> Result<Look, SourceError> {
    const WORDS: Words = Words { failed: AZ_FAILED, timed_out: AZ_TIMED_OUT, invalid: AZ_INVALID };

    let program = ground.environment.get("PATH").and_then(|path| find(path, "az"));
    let Some(program) = program else { return Ok(Look::Nothing(None)) };
    let mut command = Command::new(program);
    command.args(["account", "get-access-token", "--output", "json", "--resource"]);
    command.args([&of.scope.resource, "--tenant", &of.scope.tenant]);
    command.env("AZURE_CORE_NO_COLOR", "true");
    Ok(look(ground, command, &OF_AZ, &WORDS, deadline))
}

#[expect(clippy::unnecessary_wraps, reason = "as every place")]
pub(super) fn developer_cli(
    ground: &Ground,
    of: &Use,
    deadline: Deadline,
) -> Result<Look, SourceError> {
    const WORDS: Words =
        Words { failed: AZD_FAILED, timed_out: AZD_TIMED_OUT, invalid: AZD_INVALID };

    let program = ground.environment.get("PATH").and_then(|path| find(path, "azd"));
    let Some(program) = program else { return Ok(Look::Nothing(None)) };
    let mut command = Command::new(program);
    command.args(["auth", "token", "--output", "json", "--no-prompt", "--scope"]);
    command.args([&of.scope.default_scope(), "--tenant-id", &of.scope.tenant]);
    command.env("NO_COLOR", "true");
    Ok(look(ground, command, &OF_AZD, &WORDS, deadline))
}

/// A developer may be logged in with one and not with the other, so none of them ends the search.
fn look(
    ground: &Ground,
    mut command: Command,
    names: &Names,
    words: &Words,
    deadline: Deadline,
) -> Look {
    // Not in the program's directory, where somebody may have left another program of that name.
    let root = ground.environment.get("SYSTEMROOT").filter(|_| cfg!(windows));
    command.current_dir(root.map_or(Path::new("/"), Path::new));
    if let Some(path) = ground.environment.get("PATH") {
        command.env("PATH", path);
    }
    let asked = SystemTime::now();
    let printed = match run(command, deadline) {
        Ok(printed) => printed,
        Err(Failure::TimedOut) => return Look::Nothing(Some(words.timed_out)),
        Err(Failure::TooMuch) => return Look::Nothing(Some(words.invalid)),
        Err(Failure::Exit(status)) => {
            return Look::Nothing(Some(words.failed.exit_status(status)));
        }
        Err(_) => return Look::Nothing(Some(words.failed)),
    };
    let text = core::str::from_utf8(&printed).ok();
    match text.and_then(|text| Token::of_json(text, names, asked)) {
        Some(token) => Look::Found(token),
        None => Look::Nothing(Some(words.invalid)),
    }
}
