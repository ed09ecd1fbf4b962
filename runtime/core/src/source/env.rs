//! An environment variable, or the file that its `_FILE` twin names.
//!
//! The twin is the convention of Docker's official images ("Docker secrets" in their
//! documentation): `POSTGRES_PASSWORD_FILE=/run/secrets/password`.

use std::ffi::OsStr;
use std::path::Path;

use super::at::SourceAt;
use super::environment::Environment;
use super::files::FileSource;
use super::found::{Answer, Found};
use crate::report::{EnvReason, Failure, FileReason, NotAPath, Place, Reason};
use crate::spec::EnvSpec;

/// A call of its own leaves the loop that asks shorter (`.ci/instructions`).
#[inline(never)]
pub(super) fn answer(
    spec: &'static EnvSpec,
    at: SourceAt,
    environment: &Environment,
    files: &mut FileSource<'_>,
) -> Answer {
    let place = Place::Env(spec);
    let unusable = |name| environment.unusable(name);
    if let Some(failure) = unusable(spec.var).or_else(|| unusable(spec.file_var)) {
        return Answer::Broken(failure);
    }
    let value = environment.get(spec.var);
    let file = environment.get(spec.file_var).filter(|file| !is_blank(file.to_str()));
    let fail = |reason| Failure { place, reason: Reason::Env(reason) };
    match (value, file) {
        (None, None) => match environment.failure_of(spec.var) {
            Some(failure) => Answer::Broken(failure),
            None => Answer::Absent(fail(EnvReason::NotSet(environment.dotenv_note()))),
        },
        (Some(value), None) => match value.to_str().map(|text| Found::of_text(text, place)) {
            None => Answer::Broken(fail(EnvReason::NotUnicode)),
            // White space only counts as absent: `X=` is how Compose and shells pass a variable that is
            // not set.
            Some(Err(_)) => Answer::Absent(fail(EnvReason::Empty)),
            Some(Ok(mut found)) => {
                found.warn(environment.warnings(spec.var));
                Answer::Found(found, place)
            }
        },
        (Some(value), Some(_)) if !is_blank(value.to_str()) => {
            Answer::Broken(fail(EnvReason::AndFileBothSet))
        }
        (_, Some(file)) => match files.answer_whole(Path::new(file), at, Place::EnvFile(spec)) {
            Answer::Broken(Failure { place, reason: Reason::File(FileReason::NotFound) }) => {
                let reason = not_a_path(file).map_or(FileReason::NotFound, FileReason::NotNamed);
                Answer::Broken(Failure { place, reason: Reason::File(reason) })
            }
            mut answer => {
                answer.warn(environment.warnings(spec.file_var));
                answer
            }
        },
    }
}

/// What a value is that names no file, if it looks like no path: quotes that `docker run --env-file` keeps,
/// the output of a command, the address of a secret in a store.
fn not_a_path(value: &OsStr) -> Option<NotAPath> {
    match value.as_encoded_bytes() {
        [b'"' | b'\'', ..] => Some(NotAPath::Quoted),
        [.., b'\n' | b'\r'] => Some(NotAPath::LineBreak),
        bytes if bytes.windows(3).any(|window| window == b"://") => Some(NotAPath::Url),
        [b'~' | b'$', ..] => Some(NotAPath::OfShell),
        bytes if is_like_secret(bytes) => Some(NotAPath::Secret),
        _ => None,
    }
}

/// Names of files are shorter, or have an extension.
fn is_like_secret(value: &[u8]) -> bool {
    const SHORTEST: usize = 20;

    value.len() >= SHORTEST
        && value.iter().any(u8::is_ascii_digit)
        && !value.iter().any(|byte| matches!(byte, b'/' | b'\\' | b'.'))
}

/// Whether a variable counts as empty. One that is not Unicode holds something.
fn is_blank(value: Option<&str>) -> bool {
    value.is_some_and(|text| text.trim().is_empty())
}
