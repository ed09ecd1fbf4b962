//! A token of a service account, for whoever may have one (`roles/iam.serviceAccountTokenCreator`).

use std::time::Duration;

use provider_credentials_core::{ExposeSecret as _, Secret, SourceError};
use provider_credentials_http::{Deadline, Request, Url, Value, quoted};
use provider_credentials_oauth2::for_stores::Granted;
use zeroize::Zeroizing;

use super::scope::SCOPE;
use crate::failures::{
    CREDENTIALS_FILE_INVALID, CREDENTIALS_INVALID, IAM_API_DISABLED, IMPERSONATION_DENIED,
    SERVER_ERROR, THROTTLED, TOKEN_ANSWER_INVALID, of_http,
};
use crate::ground::{Ground, retries};
use crate::json;
use crate::token_request::place;

/// Which account, and what is asked for.
pub(super) struct Impersonated {
    url: Url,
    lifetime: Duration,
    body: String,
}

const LIFETIME: u64 = 3600;

impl Impersonated {
    /// The items of `delegates` are as the file has them.
    pub(super) fn new(
        ground: &Ground,
        url: &str,
        delegates: &[&str],
        lifetime: Option<&str>,
    ) -> Result<Self, SourceError> {
        let url = place(ground, "iamcredentials", url)?;
        let seconds = lifetime.map_or(Ok(LIFETIME), str::parse);
        let seconds = seconds.map_err(|_| CREDENTIALS_FILE_INVALID)?;
        let scope = quoted(SCOPE);
        let delegates = delegates.join(",");
        let body = format!(
            "{{\"delegates\":[{delegates}],\"scope\":[{scope}],\"lifetime\":\"{seconds}s\"}}"
        );
        Ok(Self { url, lifetime: Duration::from_secs(seconds), body })
    }
}

pub(super) fn impersonate(
    ground: &Ground,
    account: &Impersonated,
    by: &Secret,
    deadline: Deadline,
) -> Result<Granted, SourceError> {
    let by = by.expose_secret();
    let mut authorization = Zeroizing::new(String::with_capacity("Bearer ".len() + by.len()));
    authorization.push_str("Bearer ");
    authorization.push_str(by);
    let request = Request::post(&account.url)
        .body("application/json", account.body.as_bytes())
        .header("Accept", Value::plain("application/json"))
        .header("Authorization", Value::secret(authorization.as_bytes()))
        .repeatable();
    let answer = ground.client.send_with_retries(&request, deadline, &retries());
    let answer = answer.map_err(|failure| of_http(&failure))?;
    let body = answer.text().unwrap_or_default();
    if answer.status() != 200 {
        let status = json::text(body, &["error", "status"]).unwrap_or_default();
        let is_disabled = |detail: &&str| {
            json::text(detail, &["reason"]).is_some_and(|why| why.as_str() == "SERVICE_DISABLED")
        };
        let details = json::items(body, &["error", "details"]);
        let error = match (answer.status(), status.as_str()) {
            (429, _) => THROTTLED,
            (500.., _) => SERVER_ERROR,
            (401, _) => CREDENTIALS_INVALID,
            (_, "PERMISSION_DENIED") if details.iter().any(is_disabled) => IAM_API_DISABLED,
            (_, "PERMISSION_DENIED" | "NOT_FOUND" | "INVALID_ARGUMENT") => IMPERSONATION_DENIED,
            _ => TOKEN_ANSWER_INVALID,
        };
        return Err(error.http_status(answer.status()));
    }
    let secret = json::secret(body, &["accessToken"]).ok_or(TOKEN_ANSWER_INVALID)?;
    if !secret.expose_secret().bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(TOKEN_ANSWER_INVALID);
    }
    // As long as was asked for: else it would have been refused.
    Ok(Granted { secret, lifetime: Some(account.lifetime) })
}
