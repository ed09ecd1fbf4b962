//! Of one secret or parameter.

use provider_credentials_core::{SourceError, SourceWarning};

use super::error::error;

pub(crate) const SECRET_DENIED: SourceError = error(
    "aws_access_denied",
    "the program's policy lacks `secretsmanager:GetSecretValue` on it, or it is not there: AWS does not say which",
    "check `aws_secret` and its region; if they are right, allow the action on its ARN, and in the secret's own policy \
     for another account",
)
.denied();

pub(crate) const PARAMETER_DENIED: SourceError = error(
    "aws_access_denied",
    "the program's policy lacks both `ssm:GetParameters` and `ssm:GetParameter` on it",
    "allow one of them on the parameter's ARN, `arn:aws:ssm:REGION:ACCOUNT:parameter/NAME`",
)
.denied();

pub(crate) const KMS_DENIED: SourceError = error(
    "aws_kms_denied",
    "the program may read it, and may not decrypt it: its policy lacks `kms:Decrypt` on the key",
    "allow `kms:Decrypt` on the key's ARN, in the policy and in the key's own",
)
.denied();

pub(crate) const KMS_ENCRYPT_DENIED: SourceError = error(
    "aws_kms_denied",
    "a key cannot be wrapped for it: the policy lacks `kms:Encrypt` on the key of AWS KMS",
    "allow `kms:Encrypt` on the key's ARN to whoever encrypts files",
)
.denied();

pub(crate) const KMS_UNUSABLE: SourceError = error(
    "aws_kms_unusable",
    "the key that it is encrypted with cannot be used: it is disabled, deleted, or not there",
    "enable the key, or cancel its deletion, or encrypt the secret with another one",
);

pub(crate) const NOT_FOUND: SourceError = error(
    "aws_not_found",
    "there is no such secret in the region",
    "check `aws_secret` and the region, or create it with `aws secretsmanager create-secret`",
)
.absent();

pub(crate) const VERSION_NOT_FOUND: SourceError = error(
    "aws_version_not_found",
    "the secret has no such version, or no value yet",
    "list its versions with `aws secretsmanager list-secret-version-ids`, or put a value",
)
.absent();

pub(crate) const SECRET_DELETED: SourceError = error(
    "aws_secret_deleted",
    "the secret is deleted, and can be restored for a while",
    "restore it with `aws secretsmanager restore-secret`, or create another",
)
.absent();

pub(crate) const PARAMETER_NOT_FOUND: SourceError = error(
    "aws_not_found",
    "there is no such parameter in the region",
    "check `aws_parameter`, its leading slash, and the region, or create it with `aws ssm put-parameter`",
)
.absent();

pub(crate) const PARAMETER_VERSION_NOT_FOUND: SourceError = error(
    "aws_version_not_found",
    "the parameter is not there, or has no such version or label",
    "list its versions with `aws ssm get-parameter-history`, or remove what stands behind the `:`",
)
.absent();

/// Every secret says it, since nobody knows who gave it.
pub(crate) const PLAIN_HTTP: SourceWarning = SourceWarning::new(
    "aws_plain_http",
    "it came over http, so that anybody on the way can have read and changed it",
    "use https in the endpoint that is configured",
);

pub(crate) const CLOCK_OFF: SourceWarning = SourceWarning::new(
    "aws_clock_off",
    "this machine's clock is wrong by minutes: requests are signed by that of AWS",
    "set it: `timedatectl` shows whether it is synchronized",
);

pub(crate) const KMS_ARN_INVALID: SourceError = error(
    "aws_kms_arn_invalid",
    "the key that its `sops` section names is no key of AWS KMS",
    "restore the file, or encrypt it for an ARN such as `arn:aws:kms:eu-west-1:111122223333:key/…`",
);

pub(crate) const KMS_ROLE: SourceError = error(
    "aws_kms_role",
    "it names a role to take for its key, and a file is not let to choose one",
    "give the program credentials of that role (`AWS_PROFILE`), and encrypt the file without it",
);
