//! From what a source said to an answer: a value is looked up as in files.

use core::str;

use secrecy::ExposeSecret;

use super::found::{Answer, Found};
use crate::contract::{AnswerValue, SourceAnswer, Unanswered};
use crate::format::{Yaml, broken_json, extract, finish};
use crate::report::{Failure, LoadWarning, Place, Reason, ValueReason};
use crate::secret::Secret;
use crate::spec::{Format, KeyPath, RemoteSpec};

pub(crate) fn answer(
    spec: &'static RemoteSpec,
    reply: Result<SourceAnswer, Unanswered>,
    yaml: Yaml,
) -> Answer {
    let place = Place::Remote(spec);
    let answer = match reply {
        Ok(answer) => answer,
        Err(reason) => {
            let failure = Failure { place, reason: Reason::Source(reason) };
            return if reason.is_absent() || spec.fall_through.allows(reason) {
                Answer::Absent(failure)
            } else {
                Answer::Broken(failure)
            };
        }
    };
    match secret(&answer.value, spec.key.as_ref(), yaml) {
        Err(reason) => Answer::Broken(Failure { place, reason: Reason::Value(reason) }),
        Ok(secret) => {
            let SourceAnswer { version, good_until, warnings, .. } = answer;
            let mut found = Found::new(secret, place);
            if let Some(version) = version {
                found.origin.set_version(version);
            }
            if let Some(time) = good_until {
                found.origin.set_good_until(time);
            }
            for warning in warnings {
                found.origin.warn(LoadWarning::of_source(place, warning));
            }
            Answer::Found(found, place)
        }
    }
}

fn secret(value: &AnswerValue, key: Option<&KeyPath>, yaml: Yaml) -> Result<Secret, ValueReason> {
    let text = match value {
        // Whoever answers with a secret has looked it up.
        AnswerValue::Secret(secret) => return finish(secret.expose_secret()),
        AnswerValue::Content(bytes) => str::from_utf8(bytes).map_err(|_| ValueReason::NotText)?,
    };
    let Some(key) = key else {
        return broken_json(text).map_or_else(|| finish(text), Err);
    };
    if text.trim().is_empty() {
        return Err(ValueReason::Empty);
    }
    let mut extracted = extract(Format::ByExtension, yaml, text, &[key.segments])?;
    extracted.pop().unwrap_or(Err(ValueReason::Empty))
}
