//! Of credentials, and of where they are looked for.

use provider_credentials_core::SourceError;

use super::error::error;

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
    "create another access key or log in again; if the region was enabled lately, or is not, look there",
)
.denied();

pub(crate) const EXPIRED_TOKEN: SourceError = error(
    "aws_expired_token",
    "the session token has expired",
    "log in again, such as with `aws sso login`, or give the program a role that renews it",
)
.denied();

pub(crate) const SIGNATURE_MISMATCH: SourceError = error(
    "aws_signature_mismatch",
    "AWS computes another signature: the secret access key does not belong to the access key ID",
    "set both again, and see that no proxy changes requests",
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
    "the profile's credentials are of `aws login`, and `aws configure export-credentials` gives none for it",
    "run `aws login`, and see that the AWS CLI that has it is in `PATH`",
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
.unreachable()
.retryable();

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

pub(crate) const SSO_EXPIRED: SourceError = error(
    "aws_sso_expired",
    "the login for the profile has expired, and is not renewed",
    "run `aws sso login`",
)
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
    "mount it: on EKS, annotate the service account with its role, and restart the pod",
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
    "restart the pod, so that the EKS Pod Identity agent mounts it",
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

pub(crate) const CONTAINER_BUSY: SourceError = error(
    "aws_container_unreachable",
    "the endpoint for credentials of the container has a problem of its own, or is asked too often",
    "try later, and look at the ECS agent, or at the EKS Pod Identity agent of the node",
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
    "the instance's metadata service refuses",
    "check the instance's metadata options: `aws ec2 describe-instances --query \"Reservations[].Instances[].MetadataOptions\"`",
)
.denied();

pub(crate) const IMDS_BUSY: SourceError = error(
    "aws_imds_unavailable",
    "the instance's metadata service has a problem of its own, or broke off",
    "try later",
)
.unreachable()
.retryable();

pub(crate) const LOCAL_INVALID: SourceError = error(
    "aws_credentials_answer_invalid",
    "what should give the container or instance its credentials answered something else",
    "check what listens at `AWS_CONTAINER_CREDENTIALS_FULL_URI` or `AWS_EC2_METADATA_SERVICE_ENDPOINT`, and the \
     instance's role",
);
