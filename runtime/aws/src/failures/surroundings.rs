//! Of settings: what a program, a manifest or the surroundings say.

use provider_credentials_core::SourceError;

use super::error::error;

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
