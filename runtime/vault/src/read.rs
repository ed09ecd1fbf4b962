//! One secret of the server, whole.

use std::time::Duration;

use provider_credentials_core::{ExposeSecret, Secret, SourceError, json_members};
use provider_credentials_http::Answer;
use zeroize::Zeroizing;

use crate::answer::{at, is_true, seconds_at, text_at};
use crate::api::{Api, Call};
use crate::failures::{
    ANSWER_INVALID, NOT_FOUND, NOT_READABLE, PATH_HAS_DATA, PERMISSION_DENIED_DATA,
    VERSION_DELETED, VERSION_DESTROYED, VERSION_NOT_FOUND,
};
use crate::mounts::{Mounts, Place};
use crate::refusal::refusal;
use crate::wanted::Wanted;

/// What it holds.
pub(crate) struct Content {
    /// An object, in JSON.
    pub(crate) data: Zeroizing<Vec<u8>>,
    pub(crate) version: Option<String>,
    pub(crate) lease: Option<Terms>,
}

/// On which the server lends it.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub(crate) id: String,
    pub(crate) lifetime: Duration,
    pub(crate) is_renewable: bool,
}

pub(crate) fn read(
    api: &Api,
    call: &Call<'_>,
    mounts: &Mounts,
    wanted: &Wanted,
) -> Result<Content, SourceError> {
    let (mut place, mut answer) = ask(api, call, mounts, wanted)?;
    if answer.status() == 404 && place.was_known {
        // Something else may be mounted there by now, or the same with versions.
        mounts.forget(call.namespace, &wanted.path);
        let now = mounts.place(api, call, &wanted.path, wanted.version.as_deref())?;
        if now.path != place.path {
            (place, answer) = ask(api, call, mounts, wanted)?;
        }
    }
    match answer.status() {
        200 => {}
        404 => {
            let text = answer.text().map_err(|_| ANSWER_INVALID)?;
            // A server that is none of Vault's has no say about what is there.
            json_members(text).ok_or(ANSWER_INVALID)?;
            return Err(why_not_found(text, wanted, &place));
        }
        403 if place.has_api_segment => return Err(PERMISSION_DENIED_DATA.http_status(403)),
        _ => return Err(refusal(api, call, &answer)),
    }
    let text = answer.text().map_err(|_| ANSWER_INVALID)?;
    let outer = at(text, &["data"]).ok_or_else(|| why_no_data(text))?;
    if !place.has_versions {
        let (data, lease) = (copy(outer), terms(text));
        return Ok(Content { data, version: None, lease });
    }
    let data = at(outer, &["data"]).ok_or(ANSWER_INVALID)?;
    let version = text_at(outer, &["metadata", "version"]);
    // It is shown, so that nothing else that a server may write there is taken for one.
    let version = version.as_ref().map(Secret::expose_secret).filter(|text| is_number(text));
    let version = version.map(str::to_owned);
    Ok(Content { data: copy(data), version, lease: None })
}

fn ask(
    api: &Api,
    call: &Call<'_>,
    mounts: &Mounts,
    wanted: &Wanted,
) -> Result<(Place, Answer), SourceError> {
    let place = mounts.place(api, call, &wanted.path, wanted.version.as_deref())?;
    let get = if place.only_keeps { Api::get } else { Api::get_once };
    let answer = get(api, call, &place.path)?;
    Ok((place, answer))
}

fn is_number(text: &str) -> bool {
    text.len() < 20 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn copy(text: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(text.as_bytes().to_vec())
}

/// Mounts without leases say how often a secret may be read anew; it has no name then.
fn terms(text: &str) -> Option<Terms> {
    Some(Terms {
        id: text_at(text, &["lease_id"])?.expose_secret().to_owned(),
        lifetime: seconds_at(text, &["lease_duration"])?,
        is_renewable: is_true(text, &["renewable"]),
    })
}

/// An answer of another server has no such member, and one of Vault's may have it with nothing in it.
fn why_no_data(text: &str) -> SourceError {
    let members = json_members(text).unwrap_or_default();
    if members.iter().any(|(name, _)| *name == "data") { NOT_READABLE } else { ANSWER_INVALID }
}

/// A version that is gone still has its metadata.
fn why_not_found(text: &str, wanted: &Wanted, place: &Place) -> SourceError {
    if let Some(metadata) = at(text, &["data", "metadata"]) {
        return if is_true(metadata, &["destroyed"]) { VERSION_DESTROYED } else { VERSION_DELETED };
    }
    match &wanted.version {
        _ if place.has_api_segment => PATH_HAS_DATA,
        Some(_) => VERSION_NOT_FOUND,
        None => NOT_FOUND,
    }
}
