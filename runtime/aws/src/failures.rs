//! All that can go wrong, in words that fit behind the name of a secret.

use provider_credentials_core::{SourceError, SourceWarning};
use provider_credentials_http::{Failure, Kind, TlsProblem};

const fn error(code: &'static str, problem: &'static str, fix: &'static str) -> SourceError {
    SourceError::new(code, problem, fix)
}

// Of the surroundings.

pub(crate) const NOT_UNICODE: SourceError = error(
    "aws_setting_not_text",
    "one of the variables for AWS is no text",
    "set `AWS_PROFILE`, `AWS_REGION` and those beside them to text",
);

pub(crate) const CONFIG_MALFORMED: SourceError = error(
    "aws_config_malformed",
    "`~/.aws/config` or `~/.aws/credentials` has a line that is neither a section nor a key with a value",
    "correct it: `aws configure list` shows whether the command line can read both",
);

pub(crate) const CONFIG_UNREADABLE: SourceError = error(
    "aws_config_unreadable",
    "`~/.aws/config` or `~/.aws/credentials` cannot be read",
    "give the process's user read permission, or name other files in `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`",
);

pub(crate) const FILE_INSECURE: SourceError = error(
    "aws_file_insecure",
    "others can read or change a file with access keys: `~/.aws/credentials`, or `~/.aws/config` if it has keys",
    "take all rights on it from group and others: `chmod 600 ~/.aws/credentials`",
);

pub(crate) const AUTHORITY_INVALID: SourceError = error(
    "aws_authority_invalid",
    "what is named as the authority of AWS' servers cannot be read, or has no certificate in PEM",
    "name a PEM file in `AWS_CA_BUNDLE`, or unset it",
);

pub(crate) const REGION_MISSING: SourceError = error(
    "aws_region_missing",
    "nothing says in which region it is",
    "set `AWS_REGION`, or write `aws_region` in the manifest, or the whole ARN",
);

pub(crate) const REGION_INVALID: SourceError = error(
    "aws_region_invalid",
    "the region is none",
    "write it as in `eu-west-1`, in `aws_region`, the ARN, `AWS_REGION`, or the profile",
);

pub(crate) const REGION_CONFLICT: SourceError = error(
    "aws_region_conflict",
    "`aws_region` is another region than that of the ARN",
    "remove `aws_region`",
);

pub(crate) const ARN_INVALID: SourceError = error(
    "aws_arn_invalid",
    "the ARN is none, or of another service",
    "copy it from the console, or write the name alone",
);

pub(crate) const STAGE_AND_ID: SourceError = error(
    "aws_stage_and_id",
    "both `aws_version_stage` and `aws_version_id` are given",
    "remove one of the two",
);

pub(crate) const ENDPOINT_INVALID: SourceError = error(
    "aws_endpoint_invalid",
    "the endpoint that is configured for AWS is no URL",
    "correct `AWS_ENDPOINT_URL`, the same for the service, or `endpoint_url` of the profile, or unset it",
);

pub(crate) const ENDPOINT_INSECURE: SourceError = error(
    "aws_endpoint_insecure",
    "the endpoint that is configured for AWS is http to another machine, so that everybody on the way can read along",
    "use https, or have the program call `AwsBuilder::dangerously_allow_plain_http`",
);

pub(crate) const PROXY_INVALID: SourceError = error(
    "aws_proxy",
    "the proxy in `HTTPS_PROXY` or `ALL_PROXY` cannot be used, or refuses",
    "name one that is reached by http, or add `.amazonaws.com` to `NO_PROXY`",
)
.unreachable();

// Of credentials.

pub(crate) const NO_CREDENTIALS: SourceError = error(
    "aws_no_credentials",
    "there are no credentials for AWS: not in `AWS_ACCESS_KEY_ID`, the profile, `AWS_WEB_IDENTITY_TOKEN_FILE`, \
     `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `…_FULL_URI`, and there is no metadata service of an instance",
    "give the instance, task or pod a role, or on your machine set `AWS_PROFILE` to a profile or run `aws configure`",
)
.denied();

pub(crate) const CREDENTIALS_INCOMPLETE: SourceError = error(
    "aws_credentials_incomplete",
    "there is an access key ID without its secret, or the other way around",
    "set both `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or both in the profile",
)
.denied();

pub(crate) const CREDENTIALS_MALFORMED: SourceError = error(
    "aws_credentials_malformed",
    "the access key, its secret or the session token has a sign that none has, or its expiration is no time",
    "set each to its value alone, without quotes, spaces and line breaks",
)
.denied();

pub(crate) const CREDENTIALS_INVALID: SourceError = error(
    "aws_credentials_invalid",
    "AWS does not know the access key or the session token",
    "create another access key or log in anew; if the region was enabled lately, or is not, look there",
)
.denied();

pub(crate) const EXPIRED_TOKEN: SourceError = error(
    "aws_expired_token",
    "the session token has expired",
    "log in anew, such as with `aws sso login`, or give the program a role that renews it",
)
.denied();

pub(crate) const SIGNATURE_MISMATCH: SourceError = error(
    "aws_signature_mismatch",
    "AWS computes another signature: the secret access key does not belong to the access key ID",
    "set both anew, and see that no proxy changes requests",
)
.denied();

pub(crate) const CLOCK_SKEW: SourceError = error(
    "aws_clock_skew",
    "AWS refuses the signature because of its time, and does not say what time it is",
    "set this machine's clock: `timedatectl` shows whether it is synchronized",
);

pub(crate) const PROFILE_NOT_FOUND: SourceError = error(
    "aws_profile_not_found",
    "neither `~/.aws/config` nor `~/.aws/credentials` has the profile that `AWS_PROFILE` or the program names",
    "correct `AWS_PROFILE`: `aws configure list-profiles` shows all",
)
.denied();

pub(crate) const SOURCE_NOT_FOUND: SourceError = error(
    "aws_profile_not_found",
    "the profile's `source_profile` names one that is not there",
    "correct it: `aws configure list-profiles` shows all",
)
.denied();

pub(crate) const SOURCE_EMPTY: SourceError = error(
    "aws_profile_invalid",
    "what the profile's `source_profile` or `credential_source` names has no credentials",
    "give it some, or name another",
)
.denied();

pub(crate) const PROFILE_INVALID: SourceError = error(
    "aws_profile_invalid",
    "the profile has `role_arn` with neither or both of `source_profile` and `credential_source`, or one that is unknown",
    "write one: a profile, or `Environment`, `Ec2InstanceMetadata` or `EcsContainer`",
)
.denied();

pub(crate) const PROFILE_LOOP: SourceError = error(
    "aws_profile_invalid",
    "the profile's `source_profile` leads back to a profile that was there before",
    "end the chain at a profile with credentials of its own",
)
.denied();

pub(crate) const PROFILE_MFA: SourceError = error(
    "aws_profile_mfa",
    "the profile's role wants a code (`mfa_serial`), and nobody is there to be asked",
    "export a session that has it: `eval \"$(aws configure export-credentials --format env)\"`",
)
.denied();

pub(crate) const LOGIN_SESSION: SourceError = error(
    "aws_login_session",
    "the profile's credentials are of `aws login`, which is not supported here",
    "export them: `eval \"$(aws configure export-credentials --format env)\"`",
)
.denied();

pub(crate) const PROCESS_NOT_FOUND: SourceError = error(
    "aws_process_failed",
    "the program of the profile's `credential_process` cannot be started",
    "write its whole path; it is started without a shell",
)
.denied();

pub(crate) const PROCESS_FAILED: SourceError = error(
    "aws_process_failed",
    "the program of the profile's `credential_process` failed",
    "run it in a terminal, where it says why",
)
.denied();

pub(crate) const PROCESS_TIMED_OUT: SourceError = error(
    "aws_process_failed",
    "the program of the profile's `credential_process` did not end in time",
    "run it in a terminal: it may be waiting for somebody to answer",
)
.denied();

pub(crate) const PROCESS_INVALID: SourceError = error(
    "aws_process_invalid",
    "the program of the profile's `credential_process` printed something else than credentials",
    "have it print JSON with `Version` 1, `AccessKeyId` and `SecretAccessKey`",
)
.denied();

pub(crate) const SSO_INCOMPLETE: SourceError = error(
    "aws_profile_invalid",
    "the profile for `aws sso login` lacks `sso_account_id`, `sso_role_name`, `sso_region`, or its session",
    "run `aws configure sso`",
)
.denied();

pub(crate) const SSO_NOT_LOGGED_IN: SourceError =
    error("aws_sso_expired", "nobody has logged in for the profile", "run `aws sso login`")
        .denied();

pub(crate) const SSO_EXPIRED: SourceError =
    error("aws_sso_expired", "the login for the profile has expired", "run `aws sso login`")
        .denied();

pub(crate) const SSO_DENIED: SourceError = error(
    "aws_sso_denied",
    "the login has no such role in that account",
    "correct `sso_account_id` and `sso_role_name` of the profile, or have the role assigned",
)
.denied();

pub(crate) const ASSUME_ROLE_DENIED: SourceError = error(
    "aws_assume_role_denied",
    "the profile's role may not be assumed: `sts:AssumeRole`",
    "allow it in the policy of who assumes it and in the role's trust policy; `external_id` must be the one there",
)
.denied();

pub(crate) const WEB_IDENTITY_DENIED: SourceError = error(
    "aws_assume_role_denied",
    "the role may not be assumed with that token: `sts:AssumeRoleWithWebIdentity`",
    "correct the role's trust policy: its provider, `aud` and `sub` must be those of the token",
)
.denied();

pub(crate) const WEB_IDENTITY_REFUSED: SourceError = error(
    "aws_web_identity_refused",
    "STS does not take the token in `AWS_WEB_IDENTITY_TOKEN_FILE`: it has expired, or its issuer is none of the account's",
    "check that the cluster's OIDC provider is registered in IAM, and that the file is renewed",
)
.denied();

pub(crate) const WEB_IDENTITY_FILE: SourceError = error(
    "aws_web_identity_file",
    "the file that `AWS_WEB_IDENTITY_TOKEN_FILE` or the profile names does not exist, or holds no token",
    "mount it: on EKS, annotate the service account with its role, and start the pod anew",
)
.denied();

pub(crate) const WEB_IDENTITY_INCOMPLETE: SourceError = error(
    "aws_web_identity_incomplete",
    "`AWS_WEB_IDENTITY_TOKEN_FILE` is set without `AWS_ROLE_ARN`",
    "set `AWS_ROLE_ARN` to the role's ARN",
)
.denied();

pub(crate) const CONTAINER_HOST: SourceError = error(
    "aws_container_endpoint",
    "what `AWS_CONTAINER_CREDENTIALS_FULL_URI` or `…_RELATIVE_URI` names is no URL, or http to another machine",
    "leave it as ECS or EKS sets it, or use https or this machine",
)
.denied();

pub(crate) const CONTAINER_TOKEN: SourceError = error(
    "aws_container_token",
    "what `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` or `AWS_CONTAINER_AUTHORIZATION_TOKEN` has is no token",
    "start the pod anew, so that the EKS Pod Identity agent mounts it",
)
.denied();

pub(crate) const CONTAINER_REFUSED: SourceError = error(
    "aws_container_refused",
    "the endpoint for credentials of the container refuses",
    "check the task's role, or the pod identity association and its service account",
)
.denied();

pub(crate) const CONTAINER_UNREACHABLE: SourceError = error(
    "aws_container_unreachable",
    "the endpoint for credentials of the container cannot be reached",
    "check that the ECS agent, or the EKS Pod Identity agent of the node, runs",
)
.unreachable()
.retryable();

pub(crate) const IMDS_ENDPOINT: SourceError =
    error("aws_imds_endpoint", "`AWS_EC2_METADATA_SERVICE_ENDPOINT` is no URL", "unset it");

pub(crate) const IMDS_HOP: SourceError = error(
    "aws_imds_hop_limit",
    "the instance's metadata service took the request for a token and did not answer",
    "in a container, set the instance's hop limit to 2: `aws ec2 modify-instance-metadata-options \
     --http-put-response-hop-limit 2`; elsewhere set `AWS_EC2_METADATA_DISABLED` to `true`",
)
.unreachable()
.retryable();

pub(crate) const IMDS_NO_ROLE: SourceError = error(
    "aws_imds_no_role",
    "the instance has no role",
    "attach an instance profile with a role to it",
)
.denied();

pub(crate) const IMDS_REFUSED: SourceError = error(
    "aws_imds_refused",
    "the instance's metadata service has an error, or refuses",
    "check the instance's metadata options, and try later",
)
.unreachable()
.retryable();

pub(crate) const LOCAL_INVALID: SourceError = error(
    "aws_credentials_answer_invalid",
    "what should give the container or instance its credentials answered something else",
    "check what listens at `AWS_CONTAINER_CREDENTIALS_FULL_URI` or `AWS_EC2_METADATA_SERVICE_ENDPOINT`, and the \
     instance's role",
);

// Of the connection.

pub(crate) const UNREACHABLE: SourceError = error(
    "aws_unreachable",
    "AWS cannot be reached, or broke off",
    "check the network, its proxy, and the endpoint if one is configured",
)
.unreachable()
.retryable();

pub(crate) const NOT_RESOLVED: SourceError = error(
    "aws_unreachable",
    "the name of AWS' server is not known",
    "check the region, the network's DNS, and the endpoint if one is configured",
)
.unreachable()
.retryable();

pub(crate) const TIMED_OUT: SourceError = error(
    "aws_timed_out",
    "AWS did not answer in time",
    "check the network: in a private subnet, a VPC endpoint or a NAT gateway, and its security group",
)
.unreachable()
.retryable();

pub(crate) const TLS: SourceError = error(
    "aws_tls",
    "there is no TLS connection to AWS",
    "check the endpoint if one is configured, and what is between here and AWS",
);

pub(crate) const TLS_NOT_SPOKEN: SourceError = error(
    "aws_tls",
    "the server does not speak TLS there",
    "write its TLS port in the endpoint, or `http://` if it is on this machine",
);

pub(crate) const TLS_UNKNOWN_ISSUER: SourceError = error(
    "aws_tls",
    "the server's certificate is of an authority that is not trusted",
    "install the system's certificates (`ca-certificates`), or name the authority of your proxy in `AWS_CA_BUNDLE`",
);

pub(crate) const TLS_EXPIRED: SourceError = error(
    "aws_tls",
    "the server's certificate has expired, or is not valid yet",
    "check this machine's clock",
);

pub(crate) const TLS_OTHER_NAME: SourceError = error(
    "aws_tls",
    "the server's certificate is for another name",
    "check the endpoint if one is configured, and the DNS of the VPC endpoint",
);

pub(crate) const REDIRECTED: SourceError = error(
    "aws_redirected",
    "the server points to another one, and a signed request does not follow",
    "check the endpoint if one is configured, and whether the network asks for a login",
);

pub(crate) const ANSWER_INVALID: SourceError = error(
    "aws_answer_invalid",
    "the answer is none of AWS",
    "check the endpoint if one is configured, and what is between here and AWS",
);

pub(crate) const ANSWER_TOO_LARGE: SourceError = error(
    "aws_answer_too_large",
    "the answer is larger than any of AWS",
    "check the endpoint if one is configured",
);

pub(crate) const THROTTLED: SourceError = error(
    "aws_throttled",
    "AWS is asked too often",
    "load less often, or have the quota raised; for Parameter Store, enable higher throughput",
)
.unreachable()
.retryable();

pub(crate) const SERVER_ERROR: SourceError = error(
    "aws_server_error",
    "AWS has a problem of its own",
    "try later, and look at the region's health dashboard",
)
.unreachable()
.retryable();

pub(crate) const REFUSED: SourceError = error(
    "aws_refused",
    "AWS does not understand the request",
    "check the name in the manifest: its length, and signs that no name has",
);

// Of the secret.

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

/// Whether others, or a later time, may be all that is needed, so that no single secret is to blame.
pub(crate) fn is_of_all(error: &SourceError) -> bool {
    let codes = [
        EXPIRED_TOKEN,
        CREDENTIALS_INVALID,
        CREDENTIALS_MALFORMED,
        SIGNATURE_MISMATCH,
        CLOCK_SKEW,
        NO_CREDENTIALS,
        ANSWER_INVALID,
        TLS,
        REDIRECTED,
        ENDPOINT_INVALID,
        ENDPOINT_INSECURE,
        REGION_INVALID,
    ];
    error.is_unreachable() || codes.iter().any(|known| known.code() == error.code())
}

/// What the connection came to.
pub(crate) fn of_http(failure: &Failure) -> SourceError {
    let error = match failure.kind() {
        Kind::InvalidUrl => ENDPOINT_INVALID,
        Kind::InsecureUrl => ENDPOINT_INSECURE,
        Kind::NotResolved => NOT_RESOLVED,
        Kind::TimedOut => TIMED_OUT,
        Kind::Tls(problem) => match problem {
            TlsProblem::UnknownIssuer => TLS_UNKNOWN_ISSUER,
            TlsProblem::Expired | TlsProblem::NotYetValid => TLS_EXPIRED,
            TlsProblem::OtherName => TLS_OTHER_NAME,
            TlsProblem::NotTls => TLS_NOT_SPOKEN,
            _ => TLS,
        },
        Kind::ProxyRefused | Kind::ProxyUnsupported => PROXY_INVALID,
        Kind::Redirected => REDIRECTED,
        Kind::AnswerInvalid => ANSWER_INVALID,
        Kind::AnswerTooLarge => ANSWER_TOO_LARGE,
        _ => UNREACHABLE,
    };
    let error = failure.status().map_or(error, |status| error.http_status(status));
    match u16::try_from(failure.attempts()).unwrap_or(u16::MAX) {
        0 | 1 => error,
        attempts => error.attempts(attempts),
    }
}
