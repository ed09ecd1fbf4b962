//! Why Google says no, by the status, reason and type in its answer: its words are not repeated.

use provider_credentials_core::SourceError;
use provider_credentials_http::Answer;
use zeroize::Zeroizing;

use crate::failures::{
    ACCESS_DENIED, ANSWER_INVALID, API_DISABLED, BILLING_DISABLED, CREDENTIALS_INVALID,
    KMS_UNUSABLE, NOT_FOUND, PLACE_NOT_FOUND, QUOTA_PROJECT_DENIED, REDIRECTED, REFUSED,
    SCOPE_MISSING, SERVER_ERROR, THROTTLED, VERSION_DESTROYED, VERSION_DISABLED, VERSION_NOT_FOUND,
    VPC_SERVICE_CONTROLS,
};
use crate::json;

/// The error of an answer that is none of success.
pub(crate) fn refusal(answer: &Answer) -> SourceError {
    let body = answer.text().unwrap_or_default();
    error(answer.status(), body).http_status(answer.status())
}

fn error(http: u16, body: &str) -> SourceError {
    let text = |path: &[&str]| json::text(body, path).unwrap_or_default();
    let message = Zeroizing::new(text(&["error", "message"]).to_ascii_lowercase());
    let says = |words: &str| message.contains(words);
    match text(&["error", "status"]).as_str() {
        "UNAUTHENTICATED" => CREDENTIALS_INVALID,
        "PERMISSION_DENIED" => denied(body, &message),
        "NOT_FOUND" if http == 404 && says("secret version [") => VERSION_NOT_FOUND,
        "NOT_FOUND" if http == 404 && says("secret [") => NOT_FOUND,
        // The project, or nothing that Google has there: whether there is a secret is not known.
        "NOT_FOUND" => PLACE_NOT_FOUND,
        "FAILED_PRECONDITION" if says("disabled state") => VERSION_DISABLED,
        "FAILED_PRECONDITION" if http == 400 && says("destroyed state") => VERSION_DESTROYED,
        "FAILED_PRECONDITION" if says("kms") => KMS_UNUSABLE,
        "RESOURCE_EXHAUSTED" => THROTTLED,
        "UNAVAILABLE" | "INTERNAL" | "DEADLINE_EXCEEDED" | "UNKNOWN" => SERVER_ERROR,
        known => match http {
            300..=399 => REDIRECTED,
            401 => CREDENTIALS_INVALID,
            429 => THROTTLED,
            500.. => SERVER_ERROR,
            // A load balancer, or another server.
            _ if known.is_empty() => ANSWER_INVALID,
            _ => REFUSED,
        },
    }
}

/// Google has many reasons for one status.
fn denied(body: &str, message: &str) -> SourceError {
    for detail in json::items(body, &["error", "details"]) {
        if let Some(known) = json::text(detail, &["reason"]).and_then(|reason| of_reason(&reason)) {
            return known;
        }
        for violation in json::items(detail, &["violations"]) {
            let kind = json::text(violation, &["type"]).unwrap_or_default();
            if kind.as_str() == "VPC_SERVICE_CONTROLS" {
                return VPC_SERVICE_CONTROLS;
            }
        }
    }
    // Of answers without details.
    if message.contains("prohibited by organization's policy") {
        VPC_SERVICE_CONTROLS
    } else if message.contains("has not been used in project")
        || message.contains("api is disabled")
    {
        API_DISABLED
    } else {
        ACCESS_DENIED
    }
}

fn of_reason(reason: &str) -> Option<SourceError> {
    Some(match reason {
        "SERVICE_DISABLED" => API_DISABLED,
        "BILLING_DISABLED" => BILLING_DISABLED,
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT" => SCOPE_MISSING,
        "USER_PROJECT_DENIED" => QUOTA_PROJECT_DENIED,
        "SECURITY_POLICY_VIOLATED" => VPC_SERVICE_CONTROLS,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_and_reasons() {
        let plain = |status: &str, message: &str| {
            format!(
                "{{\"error\": {{\"code\": 1, \"status\": \"{status}\", \"message\": \"{message}\"}}}}"
            )
        };
        let with = |details: &str| {
            format!(
                "{{\"error\": {{\"status\": \"PERMISSION_DENIED\", \"message\": \"m\", \"details\": [{details}]}}}}"
            )
        };
        let reason =
            |reason: &str| with(&format!("{{\"@type\": \"x\"}}, {{\"reason\": \"{reason}\"}}"));
        for (http, body, expected) in [
            (
                404,
                plain("NOT_FOUND", "Secret [projects/1/secrets/a] not found or has no versions."),
                "gcp_not_found",
            ),
            (
                404,
                plain("NOT_FOUND", "Secret Version [projects/1/secrets/a/versions/9] not found."),
                "gcp_version_not_found",
            ),
            (404, plain("NOT_FOUND", "Requested entity was not found."), "gcp_not_found"),
            (
                400,
                plain("FAILED_PRECONDITION", "Secret Version [x] is in DISABLED state."),
                "gcp_version_disabled",
            ),
            (
                400,
                plain("FAILED_PRECONDITION", "Secret Version [x] is in DESTROYED state."),
                "gcp_version_destroyed",
            ),
            (
                400,
                plain("FAILED_PRECONDITION", "The Cloud KMS key is disabled"),
                "gcp_kms_unusable",
            ),
            (400, plain("FAILED_PRECONDITION", "other"), "gcp_refused"),
            (400, plain("INVALID_ARGUMENT", ""), "gcp_refused"),
            (401, plain("UNAUTHENTICATED", ""), "gcp_credentials_invalid"),
            (401, "no".to_owned(), "gcp_credentials_invalid"),
            (403, plain("PERMISSION_DENIED", "Permission denied"), "gcp_access_denied"),
            (403, reason("IAM_PERMISSION_DENIED"), "gcp_access_denied"),
            (403, reason("SERVICE_DISABLED"), "gcp_api_disabled"),
            (403, reason("BILLING_DISABLED"), "gcp_billing_disabled"),
            (403, reason("ACCESS_TOKEN_SCOPE_INSUFFICIENT"), "gcp_scope_missing"),
            (403, reason("USER_PROJECT_DENIED"), "gcp_quota_project_denied"),
            (
                403,
                with("{\"violations\": [{\"type\": \"VPC_SERVICE_CONTROLS\"}]}"),
                "gcp_vpc_service_controls",
            ),
            (
                403,
                plain("PERMISSION_DENIED", "Request is prohibited by organization's policy."),
                "gcp_vpc_service_controls",
            ),
            (403, "<html>".to_owned(), "gcp_answer_invalid"),
            (429, plain("RESOURCE_EXHAUSTED", "Quota exceeded"), "gcp_throttled"),
            (503, plain("UNAVAILABLE", ""), "gcp_server_error"),
            (502, String::new(), "gcp_server_error"),
            (302, String::new(), "gcp_redirected"),
        ] {
            assert_eq!(error(http, &body).code(), expected, "{http} {body}");
        }
        // Only what Google says of the secret itself lets another source take its place.
        let is_absent = |http, message| error(http, &plain("NOT_FOUND", message)).is_absent();
        assert!(is_absent(404, "Secret [projects/1/secrets/a] not found or has no versions."));
        assert!(is_absent(404, "Secret Version [projects/1/secrets/a/versions/9] not found."));
        for message in [
            "Requested entity was not found.",
            "Method not found.",
            "/v1/projects/p/secrets/s:access was not found",
        ] {
            assert!(!is_absent(404, message), "{message}");
        }
        assert!(!is_absent(502, "Secret [projects/1/secrets/a] not found"));
        let disabled = plain("FAILED_PRECONDITION", "Secret Version [x] is in DISABLED state.");
        assert!(error(400, &disabled).is_denied() && !error(400, &disabled).is_absent());
    }
}
