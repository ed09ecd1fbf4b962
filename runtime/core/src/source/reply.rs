//! From what a source said to an answer: a value is looked up as in files.

use core::str;

use secrecy::ExposeSecret;

use super::found::{Answer, Found, ONLY_SIGNS};
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
    let SourceAnswer { value, version, good_until, warnings } = answer;
    match found(value, place, spec.key.as_ref(), yaml) {
        Err(reason) => Answer::Broken(Failure { place, reason }),
        Ok(mut found) => {
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

fn found(
    value: AnswerValue,
    place: Place,
    key: Option<&KeyPath>,
    yaml: Yaml,
) -> Result<Found, Reason> {
    let secret = match value {
        // Whoever answers with a secret has looked it up.
        AnswerValue::Secret(secret) => finish(secret.expose_secret()),
        AnswerValue::Content(bytes) => selected(&bytes, key, yaml),
        AnswerValue::Signer(public, signer) if key.is_none() => {
            return Ok(Found { signer: Some(signer), ..Found::new(public, place) });
        }
        AnswerValue::Signer(..) => return Err(Reason::Source(Unanswered::Error(ONLY_SIGNS))),
    };
    Ok(Found::new(secret.map_err(Reason::Value)?, place))
}

fn selected(bytes: &[u8], key: Option<&KeyPath>, yaml: Yaml) -> Result<Secret, ValueReason> {
    let text = str::from_utf8(bytes).map_err(|_| ValueReason::NotText)?;
    let Some(key) = key else {
        return broken_json(text).map_or_else(|| finish(text), Err);
    };
    if text.trim().is_empty() {
        return Err(ValueReason::Empty);
    }
    let mut extracted = extract(Format::ByExtension, yaml, text, &[key.segments])?;
    extracted.pop().unwrap_or(Err(ValueReason::Empty))
}
