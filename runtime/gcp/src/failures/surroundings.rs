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
    "`gcp_secret` is no name that a secret can have",
    "write it as in `openai-api-key`, or in full as in `projects/agents-prod/secrets/openai-api-key`",
);

pub(crate) const PROJECT_INVALID: SourceError = error(
    "gcp_name_invalid",
    "what names the project is neither a project's ID nor its number",
    "set `gcp_project`, or else `GOOGLE_CLOUD_PROJECT`, to the ID: `gcloud projects list` shows it beside the name",
);

pub(crate) const QUOTA_PROJECT_INVALID: SourceError = error(
    "gcp_name_invalid",
    "`GOOGLE_CLOUD_QUOTA_PROJECT` is no project's ID, or `quota_project_id` in the file with credentials",
    "set it to the ID, which `gcloud projects list` shows beside the name",
);

pub(crate) const VERSION_INVALID: SourceError = error(
    "gcp_name_invalid",
    "`gcp_version` is no version that a secret can have",
    "write a number, `latest` or an alias",
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

pub(crate) const PROXY_LOGIN: SourceError = error(
    "gcp_proxy",
    "the proxy in `HTTPS_PROXY` or `ALL_PROXY` wants a user name and a password, or others",
    "write them into its URL: `http://USER:PASSWORD@proxy.example:3128`",
)
.unreachable();

pub(crate) const PROXY_GATEWAY: SourceError = error(
    "gcp_proxy",
    "the proxy in `HTTPS_PROXY` or `ALL_PROXY` finds no way to the server",
    "check that it reaches `.googleapis.com`, and the location in `gcp_secret` if it has one",
)
.unreachable()
.retryable();
