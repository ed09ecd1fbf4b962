//! Why a vault says no, by the codes of its answer: its words are not repeated.

use provider_credentials_core::{ExposeSecret, Secret, SourceError, json_values};
use provider_credentials_http::Answer;

use crate::failures::{
    ANSWER_INVALID, DENIED, DENIED_BY_POLICY, DENIED_BY_ROLES, DISABLED, FIREWALL, NOT_FOUND,
    OTHER_TENANT, REDIRECTED, REFUSED, SERVER_ERROR, THROTTLED, TOKEN_REFUSED, VERSION_NOT_FOUND,
};

/// The error of an answer that has no secret.
pub(crate) fn refusal(answer: &Answer, version: Option<&str>) -> SourceError {
    let status = answer.status();
    let error = of(status, answer.text().unwrap_or_default(), version).http_status(status);
    answer.repeated().map_or(error, |attempts| error.attempts(attempts))
}

fn of(status: u16, body: &str, version: Option<&str>) -> SourceError {
    let paths: [&[&str]; 4] = [
        &["error", "code"],
        &["error", "innererror", "code"],
        &["error", "innerError", "code"],
        &["error", "message"],
    ];
    let mut values = json_values(body, &paths).unwrap_or_default().into_iter();
    let mut next = || values.next().flatten();
    let (code, inner, other, message) = (next(), next(), next(), next());
    let inner = inner.or(other);
    let is_named = |name: &str| {
        code.as_ref().is_some_and(|code| code.expose_secret().eq_ignore_ascii_case(name))
    };
    let is_known = is_named("SecretNotFound") || is_named("KeyNotFound");
    let text = |value: &Option<Secret>| {
        value.as_ref().map(|value| value.expose_secret().to_ascii_lowercase()).unwrap_or_default()
    };
    let (inner, message) =
        (zeroize::Zeroizing::new(text(&inner)), zeroize::Zeroizing::new(text(&message)));
    match (status, inner.as_str()) {
        (429, _) => THROTTLED,
        (500.., _) => SERVER_ERROR,
        (300..=399, _) => REDIRECTED,
        // A gateway or another server.
        _ if code.is_none() => ANSWER_INVALID,
        (401, _) if message.contains("akv10032") => OTHER_TENANT,
        (401, _) => TOKEN_REFUSED,
        (403, "secretdisabled") => DISABLED,
        (403, "forbiddenbyfirewall" | "forbiddenbyconnection") => FIREWALL,
        (403, "forbiddenbyrbac") => DENIED_BY_ROLES,
        (403, "forbiddenbypolicy" | "accessdenied") => DENIED_BY_POLICY,
        (403, _) => DENIED,
        // Any other 404 is not about a secret or a key, and lets no other source take its place.
        (404, _) if is_known && version.is_some() => VERSION_NOT_FOUND,
        (404, _) if is_known => NOT_FOUND,
        _ => REFUSED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Microsoft's documentation and reports of its users have them.
    #[test]
    fn codes() {
        let inner = |code: &str, message: &str| {
            format!(
                "{{\"error\":{{\"code\":\"Forbidden\",\"message\":\"{message}\",\"innererror\":{{\"code\":\"{code}\"}}}}}}"
            )
        };
        let plain = |code: &str, message: &str| {
            format!("{{\"error\":{{\"code\":\"{code}\",\"message\":\"{message}\"}}}}")
        };
        for (status, body, expected) in [
            (
                403,
                inner("SecretDisabled", "Operation get is not allowed on a disabled secret."),
                "azure_secret_disabled",
            ),
            (
                403,
                inner("ForbiddenByFirewall", "Client address is not authorized"),
                "azure_firewall",
            ),
            (
                403,
                inner("ForbiddenByConnection", "Public network access is disabled"),
                "azure_firewall",
            ),
            (403, inner("ForbiddenByRbac", "Caller is not authorized"), "azure_access_denied"),
            (
                403,
                inner("AccessDenied", "does not have secrets get permission"),
                "azure_access_denied",
            ),
            (403, inner("ForbiddenByPolicy", "x"), "azure_access_denied"),
            (403, plain("Forbidden", "x"), "azure_access_denied"),
            (401, plain("Unauthorized", "AKV10032: Invalid issuer."), "azure_other_tenant"),
            (401, plain("Unauthorized", "AKV10000"), "azure_token_refused"),
            (404, plain("SecretNotFound", "x"), "azure_not_found"),
            (404, plain("KeyNotFound", "x"), "azure_not_found"),
            (404, plain("NotFound", "x"), "azure_refused"),
            (400, plain("BadParameter", "x"), "azure_refused"),
            (429, plain("Throttled", "x"), "azure_throttled"),
            (503, String::new(), "azure_server_error"),
            (403, "<html>".to_owned(), "azure_answer_invalid"),
            (404, String::new(), "azure_answer_invalid"),
            (307, String::new(), "azure_redirected"),
        ] {
            assert_eq!(of(status, &body, None).code(), expected, "{status} {body}");
        }
        let gone = plain("SecretNotFound", "x");
        assert_eq!(of(404, &gone, Some("7")).code(), "azure_version_not_found");
        let camel = inner("SecretDisabled", "x").replace("innererror", "innerError");
        assert_eq!(of(403, &camel, None).code(), "azure_secret_disabled");
    }
}
