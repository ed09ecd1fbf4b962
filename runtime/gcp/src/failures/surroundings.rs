//! Of settings: what a program, a manifest or the surroundings say.

use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const NOT_UNICODE: SourceError = error(
    "gcp_setting_not_text",
    "one of the variables for Google Cloud is no text",
    "set `GOOGLE_APPLICATION_CREDENTIALS`, `GOOGLE_CLOUD_PROJECT` and those beside them to text",
);

pub(crate) const PROJECT_MISSING: SourceError = error(
    "gcp_project_missing",
    "nothing says in which project it is",
    "set `GOOGLE_CLOUD_PROJECT`, or write `gcp_project` in the manifest",
);

pub(crate) const NAME_INVALID: SourceError = error(
    "gcp_name_invalid",
    "the name of the secret, its project or its version is none that there can be",
    "write `gcp_secret` as in `openai-api-key` or `projects/agents-prod/secrets/openai-api-key`, `gcp_version` as a number, \
     `latest` or an alias, and the project's ID in small letters",
);

pub(crate) const PROJECT_CONFLICT: SourceError = error(
    "gcp_project_conflict",
    "`gcp_project` is given, and `gcp_secret` names a project as well",
    "remove `gcp_project`",
);

pub(crate) const VERSION_CONFLICT: SourceError = error(
    "gcp_version_conflict",
    "`gcp_version` is given, and `gcp_secret` names a version as well",
    "remove `gcp_version`",
);

pub(crate) const ENDPOINT_INVALID: SourceError = error(
    "gcp_endpoint_invalid",
    "the endpoint that is configured for Secret Manager is no URL",
    "correct `CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER` or `GOOGLE_CLOUD_UNIVERSE_DOMAIN`, or unset it",
);

pub(crate) const ENDPOINT_INSECURE: SourceError = error(
    "gcp_endpoint_insecure",
    "the endpoint that is configured for Secret Manager is http to another machine, so that everybody on the way can \
     read along",
    "use https, or have the program call `GcpBuilder::dangerously_allow_plain_http`",
);

pub(crate) const PROXY_INVALID: SourceError = error(
    "gcp_proxy",
    "the proxy in `HTTPS_PROXY` or `ALL_PROXY` cannot be used, or refuses",
    "name one that is reached by http, or add `.googleapis.com` to `NO_PROXY`",
)
.unreachable();
