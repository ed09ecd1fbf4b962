//! Roles: credentials for a while, in place of others or of a token of another issuer.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use provider_credentials_core::{Secret, SourceError};
use provider_credentials_http::{Answer, Deadline};
use zeroize::Zeroizing;

use crate::credentials::{Credentials, Origin};
use crate::failures::{
    ANSWER_INVALID, ASSUME_ROLE_DENIED, REGION_MISSING, WEB_IDENTITY_DENIED, WEB_IDENTITY_FILE,
    WEB_IDENTITY_REFUSED,
};
use crate::form::form;
use crate::ground::Ground;
use crate::post::{Post, post};
use crate::refusal::Refusal;
use crate::service::STS;
use crate::time::parsed;
use crate::xml::element;

/// Which role, and what is said with it.
pub(crate) struct Role<'r> {
    pub(crate) arn: &'r str,
    pub(crate) session_name: Option<&'r str>,
    pub(crate) external_id: Option<&'r str>,
    /// In seconds.
    pub(crate) duration: Option<&'r str>,
    /// Of the profile that has it.
    pub(crate) region: Option<&'r str>,
}

const VERSION: (&str, &str) = ("Version", "2011-06-15");

pub(crate) fn assume(
    ground: &Ground,
    role: &Role<'_>,
    by: &Credentials,
    deadline: Deadline,
) -> Result<Credentials, SourceError> {
    let name = role.name();
    let mut pairs =
        vec![("Action", "AssumeRole"), VERSION, ("RoleArn", role.arn), ("RoleSessionName", &name)];
    pairs.extend(role.duration.map(|seconds| ("DurationSeconds", seconds)));
    pairs.extend(role.external_id.map(|id| ("ExternalId", id)));
    let answer = ask(ground, role, &form(&pairs), Some(by), deadline)?;
    issued(&answer, |refusal, status| refusal.error(status, ASSUME_ROLE_DENIED))
}

/// By the token in a file, which is read anew each time because it is replaced.
pub(crate) fn assume_by_token(
    ground: &Ground,
    role: &Role<'_>,
    file: &Path,
    deadline: Deadline,
) -> Result<Credentials, SourceError> {
    let bytes = ground.files.read(file).map_err(|error| match error.code() {
        "file_not_found" | "file_empty" => WEB_IDENTITY_FILE,
        _ => error,
    })?;
    let token = core::str::from_utf8(&bytes).map_err(|_| WEB_IDENTITY_FILE)?.trim();
    let name = role.name();
    let mut pairs = vec![
        ("Action", "AssumeRoleWithWebIdentity"),
        VERSION,
        ("RoleArn", role.arn),
        ("RoleSessionName", &name),
        ("WebIdentityToken", token),
    ];
    pairs.extend(role.duration.map(|seconds| ("DurationSeconds", seconds)));
    let answer = ask(ground, role, &form(&pairs), None, deadline)?;
    issued(&answer, |refusal, status| match refusal.error(status, WEB_IDENTITY_DENIED) {
        // It has no code of its own for a token that is too old, or of another issuer.
        error if matches!(error.code(), "aws_refused" | "aws_expired_token") => {
            WEB_IDENTITY_REFUSED.http_status(status)
        }
        error => error,
    })
}

impl Role<'_> {
    /// Under which the role's deeds are logged.
    fn name(&self) -> String {
        if let Some(name) = self.session_name {
            return name.to_owned();
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        format!("provider-credentials-{}", now.as_secs())
    }
}

fn ask(
    ground: &Ground,
    role: &Role<'_>,
    body: &[u8],
    by: Option<&Credentials>,
    deadline: Deadline,
) -> Result<Answer, SourceError> {
    let region = role.region.or_else(|| ground.region()).ok_or(REGION_MISSING)?;
    let content_type = "application/x-www-form-urlencoded; charset=utf-8";
    let request = Post { service: &STS, region, target: None, content_type, body };
    post(ground, &request, by, deadline)
}

fn issued(
    answer: &Answer,
    error: impl Fn(&Refusal, u16) -> SourceError,
) -> Result<Credentials, SourceError> {
    if answer.status() != 200 {
        return Err(error(&Refusal::of(answer), answer.status()));
    }
    let text = answer.text().map_err(|_| ANSWER_INVALID)?;
    let part = |name| element(text, name).ok_or(ANSWER_INVALID);
    let secret = |text: Zeroizing<String>| Secret::from(text.as_str());
    Ok(Credentials {
        access_key_id: part("AccessKeyId")?,
        secret_access_key: secret(part("SecretAccessKey")?),
        session_token: Some(secret(part("SessionToken")?)),
        expires: Some(parsed(&part("Expiration")?).ok_or(ANSWER_INVALID)?),
        origin: Origin::Issued,
    })
}
