//! From the content of a file to answers.

use super::found::{Answer, Found};
use crate::file::Content;
use crate::format::{Yaml, broken_json, extract, simple};
use crate::report::{EnvReason, Failure, FileReason, Place, Reason, TextReason, ValueReason};
use crate::secret::Secret;
use crate::spec::Format;
use crate::value::refused;

/// One secret a key, or why there is none.
pub(super) fn values(
    content: &Result<Content, Reason>,
    format: Format,
    yaml: Yaml,
    keys: &[&'static [&'static str]],
) -> Result<Vec<Result<Secret, Reason>>, Reason> {
    let content = content.as_ref().map_err(|reason| *reason)?;
    let text = content.text().map_err(Reason::File)?;
    if text.trim().is_empty() {
        return Err(Reason::File(FileReason::Empty));
    }
    let because = |reason| Reason::Value(encrypted(text).unwrap_or(reason));
    let extracted = extract(format, yaml, text, keys).map_err(because)?;
    let mut secrets = Vec::with_capacity(extracted.len());
    for secret in extracted {
        secrets.push(secret.map_err(because));
    }
    Ok(secrets)
}

/// That nothing can be found in a file because it is encrypted.
#[cold]
fn encrypted(text: &str) -> Option<ValueReason> {
    match refused(text.trim_start()) {
        Some(reason @ TextReason::Encrypted(_)) => Some(ValueReason::Text(reason)),
        _ => None,
    }
}

pub(super) fn whole(content: &Result<Content, Reason>, place: Place, format: Format) -> Answer {
    let whole = if format == Format::Binary { whole_bytes } else { whole_text };
    let secret = content.as_ref().map_err(|reason| *reason).and_then(whole);
    to_answer(place, secret, content)
}

/// All of its bytes.
fn whole_bytes(content: &Content) -> Result<Secret, Reason> {
    match content.plain_bytes().map_err(Reason::File)? {
        [] => Err(Reason::File(FileReason::Empty)),
        bytes => Ok(Secret::copy_of_bytes(bytes)),
    }
}

/// The file's text without the white space around it.
fn whole_text(content: &Content) -> Result<Secret, Reason> {
    let text = content.text().map_err(Reason::File)?;
    if let Some(secret) = simple(text.strip_suffix('\n').unwrap_or(text)) {
        return Ok(secret);
    }
    match (text.trim(), broken_json(text)) {
        ("", _) => Err(Reason::File(FileReason::Empty)),
        (_, Some(reason)) => Err(Reason::Value(reason)),
        (text, None) => Ok(Secret::copy_of(text)),
    }
}

pub(super) fn to_answer(
    place: Place,
    secret: Result<Secret, Reason>,
    content: &Result<Content, Reason>,
) -> Answer {
    match secret {
        Ok(secret) => {
            let mut found = Found::new(secret, place);
            if let Ok(content) = content {
                content.warn(place, &mut found.origin);
            }
            Answer::Found(found, place)
        }
        Err(reason) => refuse(Failure { place, reason }),
    }
}

/// If a file is not there, the next source is asked. If it is there but broken, it is not. A variable that
/// names a file promises it, so a missing one is an error too.
pub(super) fn refuse(failure: Failure) -> Answer {
    match (failure.reason, failure.place) {
        (
            Reason::File(FileReason::NotFound) | Reason::Env(EnvReason::PathVariableNotSet { .. }),
            Place::File(_),
        ) => Answer::Absent(failure),
        _ => Answer::Broken(failure),
    }
}
