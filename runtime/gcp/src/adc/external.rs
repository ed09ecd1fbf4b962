//! Workload identity federation: a token of another issuer is given for one of Google (RFC 8693).

use provider_credentials_core::{ExposeSecret as _, SourceError};
use provider_credentials_http::{Deadline, quoted};
use provider_credentials_oauth2::for_stores::{Granted, basic};

use super::impersonated::{Impersonated, impersonate};
use super::scope::{IAM_SCOPE, SCOPE};
use super::subject;
use crate::failures::{CREDENTIALS_FILE_INVALID, STS_REFUSED};
use crate::ground::Ground;
use crate::json;
use crate::token_request::{TokenRequest, place};

pub(super) fn token(
    ground: &Ground,
    document: &str,
    deadline: Deadline,
) -> Result<Granted, SourceError> {
    let text = |path: &[&str]| json::text(document, path);
    let part = |name| text(&[name]).ok_or(CREDENTIALS_FILE_INVALID);
    // Where it goes is known before anything is got that could go there.
    let url = place(ground, "sts", &part("token_url")?)?;
    let lifetime = text(&["service_account_impersonation", "token_lifetime_seconds"]);
    let lifetime = lifetime.as_ref().map(|seconds| seconds.as_str());
    let impersonated = match text(&["service_account_impersonation_url"]) {
        Some(url) => Some(Impersonated::new(ground, &url, &[], lifetime)?),
        None => None,
    };
    let (audience, kind) = (part("audience")?, part("subject_token_type")?);
    let subject = subject::token(ground, document, deadline)?;
    // What only impersonates an account needs no more.
    let scope = if impersonated.is_some() { IAM_SCOPE } else { SCOPE };
    let mut pairs = vec![
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("audience", &*audience),
        ("scope", scope),
        ("requested_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ("subject_token", subject.expose_secret()),
        ("subject_token_type", &*kind),
    ];
    let client = text(&["client_id"]).zip(text(&["client_secret"]));
    let authorization = client.map(|(id, secret)| basic(&id, &secret));
    // Of a person, whose client is not known, it says whom requests are counted for.
    let user_project = text(&["workforce_pool_user_project"]);
    let options = user_project
        .filter(|_| authorization.is_none())
        .map(|project| format!("{{\"userProject\":{}}}", quoted(&project)));
    pairs.extend(options.as_ref().map(|options| ("options", options.as_str())));
    let authorization = authorization.as_ref().map(|value| &value[..]);
    let request = TokenRequest { url: &url, authorization, pairs: &pairs };
    let granted = request.send(ground, deadline, |_| STS_REFUSED)?;
    match impersonated {
        Some(impersonated) => impersonate(ground, &impersonated, &granted.secret, deadline),
        None => Ok(granted),
    }
}
