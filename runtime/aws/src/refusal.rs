//! Why AWS says no, by the code of its answer: its words are not repeated.

use provider_credentials_core::SourceError;
use provider_credentials_http::Answer;
use zeroize::Zeroizing;

use crate::answer::text;
use crate::failures::{
    ANSWER_INVALID, CLOCK_SKEW, CREDENTIALS_INVALID, EXPIRED_TOKEN, KMS_DENIED, KMS_UNUSABLE,
    NOT_FOUND, PARAMETER_NOT_FOUND, PARAMETER_VERSION_NOT_FOUND, REDIRECTED, REFUSED,
    SECRET_DELETED, SERVER_ERROR, SIGNATURE_MISMATCH, THROTTLED, VERSION_NOT_FOUND,
};
use crate::xml::element;

/// What an answer says that is none of success. Both may have what was asked for in them.
pub(crate) struct Refusal {
    code: Zeroizing<String>,
    message: Zeroizing<String>,
}

impl Refusal {
    /// In JSON or XML; without a code where it says none.
    pub(crate) fn of(answer: &Answer) -> Self {
        let body = answer.text().unwrap_or_default();
        let header = answer.header("x-amzn-ErrorType").map(|code| Zeroizing::new(code.to_owned()));
        let code = header
            .or_else(|| text(body, "__type"))
            .or_else(|| text(body, "code"))
            .or_else(|| element(body, "Code"))
            .unwrap_or_default();
        let message = text(body, "message")
            .or_else(|| text(body, "Message"))
            .or_else(|| element(body, "Message"))
            .unwrap_or_default();
        Self::new(&code, &message)
    }

    pub(crate) fn new(code: &str, message: &str) -> Self {
        // `com.amazonaws.secretsmanager#ResourceNotFoundException:http://…`
        let code = code.rsplit_once('#').map_or(code, |(_, code)| code);
        let code = code.split_once(':').map_or(code, |(code, _)| code);
        let message = Zeroizing::new(message.to_ascii_lowercase());
        Self { code: Zeroizing::new(code.to_owned()), message }
    }

    fn says(&self, words: &str) -> bool {
        self.message.contains(words)
    }

    pub(crate) fn is_denied(&self) -> bool {
        matches!(
            self.code.as_str(),
            "AccessDenied"
                | "AccessDeniedException"
                | "AuthorizationError"
                | "UnauthorizedOperation"
                | "NotAuthorized"
                | "Forbidden"
        )
    }

    /// The error; `denied` names the action that was refused.
    pub(crate) fn error(&self, status: u16, denied: SourceError) -> SourceError {
        let error = match self.code.as_str() {
            _ if self.is_denied() && self.says("kms") => KMS_DENIED,
            _ if self.is_denied() => denied,
            "ExpiredTokenException" | "ExpiredToken" => EXPIRED_TOKEN,
            "UnrecognizedClientException"
            | "InvalidClientTokenId"
            | "InvalidAccessKeyId"
            | "UnrecognizedClient"
            | "InvalidToken"
            | "NotSignedUp" => CREDENTIALS_INVALID,
            "RequestTimeTooSkewed" | "RequestExpired" | "RequestInTheFuture" => CLOCK_SKEW,
            "InvalidSignatureException" | "SignatureDoesNotMatch" | "InvalidSignature" => {
                let is_about_time = self.says("expired") || self.says("not yet current");
                if is_about_time { CLOCK_SKEW } else { SIGNATURE_MISMATCH }
            }
            "IncompleteSignature"
            | "IncompleteSignatureException"
            | "MissingAuthenticationToken"
            | "MissingAuthenticationTokenException" => SIGNATURE_MISMATCH,
            "ResourceNotFoundException" if self.is_of_version() => VERSION_NOT_FOUND,
            "ResourceNotFoundException" => NOT_FOUND,
            "ParameterNotFound" => PARAMETER_NOT_FOUND,
            "ParameterVersionNotFound" | "ParameterVersionLabelLimitExceeded" => {
                PARAMETER_VERSION_NOT_FOUND
            }
            "InvalidRequestException" if self.says("delet") => SECRET_DELETED,
            "DecryptionFailure" if self.says("access") || self.says("authorized") => KMS_DENIED,
            code if code.starts_with("KMS")
                || code == "DecryptionFailure"
                || code == "InvalidKeyId" =>
            {
                if self.says("not authorized") || self.says("accessdenied") {
                    KMS_DENIED
                } else {
                    KMS_UNUSABLE
                }
            }
            code if is_throttling(code) => THROTTLED,
            _ if status == 429 => THROTTLED,
            _ if status >= 500 => SERVER_ERROR,
            "InternalServiceError" | "InternalServerError" | "InternalFailure" => SERVER_ERROR,
            _ if (300..400).contains(&status) => REDIRECTED,
            // A load balancer, or another server.
            "" if status != 400 => ANSWER_INVALID,
            _ => REFUSED,
        };
        error.http_status(status)
    }

    /// Not the secret, but what was asked of it is not there.
    fn is_of_version(&self) -> bool {
        self.says("staging label") || self.says("versionid") || self.says("version")
    }

    fn is_about_the_time(&self) -> bool {
        self.error(400, REFUSED).code() == CLOCK_SKEW.code()
    }
}

fn is_throttling(code: &str) -> bool {
    matches!(
        code,
        "Throttling"
            | "ThrottlingException"
            | "ThrottledException"
            | "RequestThrottled"
            | "RequestThrottledException"
            | "TooManyRequestsException"
            | "ProvisionedThroughputExceededException"
            | "TransactionInProgressException"
            | "RequestLimitExceeded"
            | "BandwidthLimitExceeded"
            | "LimitExceededException"
            | "SlowDown"
            | "PriorRequestNotComplete"
            | "EC2ThrottledException"
    )
}

/// Whether AWS wants to be left alone for a while: as its own clients take it.
pub(crate) fn is_throttled(answer: &Answer) -> bool {
    answer.status() == 400 && is_throttling(&Refusal::of(answer).code)
}

pub(crate) fn is_about_the_time(answer: &Answer) -> bool {
    Refusal::of(answer).is_about_the_time()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENIED: SourceError = SourceError::new("denied", "denied", "denied");

    #[test]
    fn codes() {
        for (code, message, expected) in [
            (
                "com.amazonaws.secretsmanager#ResourceNotFoundException",
                "Secrets Manager can't find the specified secret.",
                "aws_not_found",
            ),
            (
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
                "aws_version_not_found",
            ),
            (
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for VersionId: x",
                "aws_version_not_found",
            ),
            (
                "AccessDeniedException:http://internal.amazon.com/",
                "User: x is not authorized to perform: secretsmanager:GetSecretValue",
                "denied",
            ),
            ("AccessDeniedException", "Access to KMS is not allowed", "aws_kms_denied"),
            (
                "AccessDeniedException",
                "User: x is not authorized to perform: kms:Decrypt on resource: y (Service: AWSKMS)",
                "aws_kms_denied",
            ),
            (
                "DecryptionFailure",
                "Secrets Manager can't decrypt the protected secret text",
                "aws_kms_unusable",
            ),
            ("KMSKeyDisabledException", "", "aws_kms_unusable"),
            (
                "InvalidRequestException",
                "You can't perform this operation on the secret because it was marked for deletion.",
                "aws_secret_deleted",
            ),
            ("InvalidRequestException", "other", "aws_refused"),
            (
                "InvalidSignatureException",
                "Signature expired: 20150830T123600Z is now earlier than",
                "aws_clock_skew",
            ),
            (
                "InvalidSignatureException",
                "Signature not yet current: x is still later than y",
                "aws_clock_skew",
            ),
            (
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match",
                "aws_signature_mismatch",
            ),
            (
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
                "aws_credentials_invalid",
            ),
            ("ExpiredTokenException", "", "aws_expired_token"),
            ("ThrottlingException", "Rate exceeded", "aws_throttled"),
            ("ParameterVersionNotFound", "", "aws_version_not_found"),
        ] {
            assert_eq!(
                Refusal::new(code, message).error(400, DENIED).code(),
                expected,
                "{code} {message}"
            );
        }
        assert_eq!(Refusal::new("", "").error(503, DENIED).code(), "aws_server_error");
        assert_eq!(Refusal::new("", "").error(404, DENIED).code(), "aws_answer_invalid");
    }
}
