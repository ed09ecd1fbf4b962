//! From what the program is known by to a token.

use std::time::Duration;

use provider_credentials_core::{ExposeSecret, Secret, SourceError};

use crate::answer::{at, is_true, seconds_at, text_at};
use crate::api::{Api, Call};
use crate::auth::{Method, VaultAuth};
use crate::body::object;
use crate::failures::{
    ANSWER_INVALID, LOGIN_FORBIDDEN, LOGIN_REFUSED, NO_AUTH_METHOD, PERMISSION_DENIED,
    TOKEN_INVALID,
};
use crate::path::encoded;
use crate::proof::Proof;
use crate::refusal::refusal;
use crate::value::copy;
use crate::wrapping::Wrapping;

/// What a server gave, or said of a token.
pub(crate) struct Granted {
    pub(crate) token: Secret,
    /// `None` if it has no end, or nobody said.
    pub(crate) lifetime: Option<Duration>,
    pub(crate) is_renewable: bool,
    pub(crate) origin: Origin,
}

/// Where a token is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// This program logged in, so that it may end it.
    Login,
    Given,
    /// The same, and the server does not tell whether it is good.
    GivenUnseen,
}

pub(crate) fn log_in(
    api: &Api,
    call: &Call<'_>,
    auth: &VaultAuth,
    wrapping: &Wrapping,
    proof: &Proof,
) -> Result<Granted, SourceError> {
    let mount = encoded(auth.mounted_at());
    let login = |path: &str, members: &[(&str, &str)]| {
        granted(api, call, &format!("auth/{mount}/login{path}"), &object(members))
    };
    match (&auth.method, proof.values()) {
        (Method::Token(_), [token]) => look_up(api, call, copy(token)),
        (Method::AppRole { is_wrapped, .. }, [role_id, secret_id]) => {
            let unwrapped;
            let secret_id = if *is_wrapped {
                unwrapped = wrapping.unwrap(api, call, secret_id)?;
                &unwrapped
            } else {
                secret_id
            };
            let (role_id, secret_id) = (role_id.expose_secret(), secret_id.expose_secret());
            login("", &[("role_id", role_id), ("secret_id", secret_id)])
        }
        (Method::Jwt { role, .. }, [token]) => {
            login("", &[("role", role), ("jwt", token.expose_secret())])
        }
        (Method::Certificate { role: Some(role) }, _) => login("", &[("name", role)]),
        (Method::Userpass { username, .. }, [password]) => {
            let path = format!("/{}", encoded(username));
            login(&path, &[("password", password.expose_secret())])
        }
        // A certificate, which is in the connection.
        _ => login("", &[]),
    }
}

fn granted(api: &Api, call: &Call<'_>, path: &str, body: &[u8]) -> Result<Granted, SourceError> {
    let answer = api.post_once(call, path, body)?;
    let status = answer.status();
    match status {
        200 => {}
        400 | 401 => return Err(LOGIN_REFUSED.http_status(status)),
        403 => return Err(LOGIN_FORBIDDEN.http_status(status)),
        404 | 405 => return Err(NO_AUTH_METHOD.http_status(status)),
        _ => return Err(refusal(api, call, &answer)),
    }
    let text = answer.text().map_err(|_| ANSWER_INVALID)?;
    let auth = at(text, &["auth"]).ok_or(ANSWER_INVALID)?;
    Ok(Granted {
        token: text_at(auth, &["client_token"]).ok_or(ANSWER_INVALID)?,
        lifetime: seconds_at(auth, &["lease_duration"]),
        is_renewable: is_true(auth, &["renewable"]),
        origin: Origin::Login,
    })
}

/// A token that somebody else got: how long it is good is asked once.
fn look_up(api: &Api, call: &Call<'_>, token: Secret) -> Result<Granted, SourceError> {
    let answer = api.get(&call.by(&token), LOOK_UP)?;
    match answer.status() {
        200 => {}
        // Either it is no good, or it may not even ask: what it reads will tell.
        403 => {
            let (lifetime, is_renewable, origin) = (None, false, Origin::GivenUnseen);
            return Ok(Granted { token, lifetime, is_renewable, origin });
        }
        _ => return Err(refusal(api, call, &answer)),
    }
    let text = answer.text().map_err(|_| ANSWER_INVALID)?;
    let data = at(text, &["data"]).ok_or(ANSWER_INVALID)?;
    let lifetime = seconds_at(data, &["ttl"]);
    let is_renewable = is_true(data, &["renewable"]);
    Ok(Granted { token, lifetime, is_renewable, origin: Origin::Given })
}

const LOOK_UP: &str = "auth/token/lookup-self";

/// Why a token was refused: because of its policies, or because it is no good.
pub(crate) fn why_refused(api: &Api, call: &Call<'_>) -> SourceError {
    match api.get(call, LOOK_UP) {
        Ok(answer) if answer.status() == 403 => TOKEN_INVALID.http_status(403),
        _ => PERMISSION_DENIED.http_status(403),
    }
}

/// Renews a token that is not over; how long it is good from now on.
pub(crate) fn renew(api: &Api, call: &Call<'_>) -> Option<Duration> {
    let answer = api.post(call, "auth/token/renew-self", b"{}").ok()?;
    let text = answer.text().ok().filter(|_| answer.status() == 200)?;
    seconds_at(text, &["auth", "lease_duration"])
}
