//! Of credentials, and of where they are looked for.

use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const NO_CREDENTIALS: SourceError = error(
    "gcp_no_credentials",
    "there are no credentials for Google Cloud: not in `GOOGLE_APPLICATION_CREDENTIALS`, nor of a login, and there is no \
     metadata server",
    "attach a service account to the machine, pod or function, or on your machine run \
     `gcloud auth application-default login`",
)
.denied();

pub(crate) const CREDENTIALS_FILE_MISSING: SourceError = error(
    "gcp_credentials_file_missing",
    "the file that `GOOGLE_APPLICATION_CREDENTIALS` or the program names does not exist",
    "mount it there, or unset `GOOGLE_APPLICATION_CREDENTIALS`",
)
.denied();

pub(crate) const CREDENTIALS_FILE_INVALID: SourceError = error(
    "gcp_credentials_file_invalid",
    "the file with credentials lacks what its `type` needs",
    "store it as Google gave it: `gcloud iam workload-identity-pools create-cred-config`, \
     `gcloud iam service-accounts keys create` and `gcloud auth application-default login` write such files",
)
.denied();

pub(crate) const CREDENTIALS_NOT_JSON: SourceError = error(
    "gcp_credentials_file_invalid",
    "the file that `GOOGLE_APPLICATION_CREDENTIALS` or the program names is no JSON with a `type`",
    "store it as Google gave it, or name another file",
)
.denied();

pub(crate) const LOGIN_NOT_JSON: SourceError = error(
    "gcp_credentials_file_invalid",
    "the file of gcloud's login (`application_default_credentials.json`) is no JSON with a `type`",
    "run `gcloud auth application-default login`, which writes it again",
)
.denied();

pub(crate) const CREDENTIALS_IN_VARIABLE: SourceError = error(
    "gcp_credentials_file_missing",
    "`GOOGLE_APPLICATION_CREDENTIALS` holds credentials in place of the path of a file with them",
    "store them in a file that nobody else can read, and set the variable to its path",
)
.denied();

pub(crate) const CREDENTIALS_FILE_IS_NONE: SourceError = error(
    "gcp_credentials_file_missing",
    "what `GOOGLE_APPLICATION_CREDENTIALS` or the program names is a directory, or another thing that is no file",
    "name the file itself; where Docker made a directory of it, the file to mount was not there",
)
.denied();

pub(crate) const CREDENTIALS_OF_CLIENT: SourceError = error(
    "gcp_credentials_file_invalid",
    "the file with credentials is that of an OAuth client (`client_secret_….json`), which is nobody who could log in",
    "use a service account's key in its place, or run `gcloud auth application-default login`",
)
.denied();

pub(crate) const FILE_INSECURE: SourceError = error(
    "gcp_file_insecure",
    "others can read or change the file that `GOOGLE_APPLICATION_CREDENTIALS` or the program names",
    "take all rights on it from group and others: `chmod 600`",
);

pub(crate) const LOGIN_INSECURE: SourceError = error(
    "gcp_file_insecure",
    "others can read or change the file of gcloud's login (`application_default_credentials.json`)",
    "take all rights on it from group and others: `chmod 600`",
);

pub(crate) const CREDENTIALS_UNSUPPORTED: SourceError = error(
    "gcp_credentials_unsupported",
    "the file with credentials is of a type that is not supported here",
    "use a service account's key, a login of gcloud, or workload identity federation by a file, a URL or a program",
)
.denied();

pub(crate) const CREDENTIALS_OF_GDCH: SourceError = error(
    "gcp_credentials_unsupported",
    "the file with credentials is of type `gdch_service_account`, of Google Distributed Cloud, which is not supported here",
    "use a file for Google Cloud itself: a service account's key, a login of gcloud, or workload identity federation",
)
.denied();

pub(crate) const CREDENTIALS_OF_WORKFORCE: SourceError = error(
    "gcp_credentials_unsupported",
    "the file with credentials is of type `external_account_authorized_user`, a login by another issuer, which is not \
     supported here",
    "use a service account's key, a login of gcloud with a Google account, or workload identity federation",
)
.denied();

pub(crate) const CREDENTIALS_HOST: SourceError = error(
    "gcp_credentials_host",
    "the file with credentials names a URL for tokens that is none of Google's services for them, over https",
    "create the file again with gcloud; if you did not write it, ask who did where your tokens should have gone",
);

pub(crate) const UNIVERSE_MISMATCH: SourceError = error(
    "gcp_universe_mismatch",
    "the file with credentials is for another cloud (`universe_domain`) than the program asks",
    "set `GOOGLE_CLOUD_UNIVERSE_DOMAIN` to that of the file, or use another file",
)
.denied();

pub(crate) const KEY_UNUSABLE: SourceError = error(
    "gcp_key_unusable",
    "the service account's `private_key` is no whole private key in PEM",
    "store the file as `gcloud iam service-accounts keys create` wrote it, with `\\n` in the key as it is",
)
.denied();

pub(crate) const LOGIN_EXPIRED: SourceError = error(
    "gcp_login_expired",
    "the login of gcloud has expired, or was revoked",
    "run `gcloud auth application-default login`",
)
.denied();

pub(crate) const TOKEN_REFUSED: SourceError = error(
    "gcp_token_refused",
    "Google does not know the client in the file with credentials, or does not allow it a token",
    "run `gcloud auth application-default login`, which writes another file",
)
.denied();

pub(crate) const TOKEN_ANSWER_INVALID: SourceError = error(
    "gcp_token_answer_invalid",
    "what should give an access token answered something else",
    "check what is between here and Google, and the URLs in the file with credentials",
);

pub(crate) const SUBJECT_TOKEN_FILE: SourceError = error(
    "gcp_subject_token",
    "the file in `credential_source` does not exist, or holds no token in the `format` that is said there",
    "mount the token there: in Kubernetes, as a projected volume of the service account",
)
.denied();

pub(crate) const SUBJECT_TOKEN_URL: SourceError = error(
    "gcp_subject_token",
    "the URL in `credential_source` gives no token in the `format` that is said there",
    "check the URL, its `headers`, and that the machine or the job has an identity",
)
.denied();

pub(crate) const SUBJECT_TOKEN_UNREACHABLE: SourceError = error(
    "gcp_subject_token",
    "the URL in `credential_source` cannot be reached, or has a problem of its own",
    "check the URL and what is between here and there, or try later",
)
.unreachable()
.retryable();

pub(crate) const SUBJECT_HOST: SourceError = error(
    "gcp_subject_token",
    "the URL in `credential_source` is none, or http to another machine",
    "use https, or the metadata server's own address",
)
.denied();

pub(crate) const EXECUTABLE_NOT_ALLOWED: SourceError = error(
    "gcp_executable_not_allowed",
    "the file with credentials names a program to run, and nobody allowed that",
    "if you trust the file, set `GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES` to 1",
)
.denied();

pub(crate) const EXECUTABLE_NOT_FOUND: SourceError = error(
    "gcp_executable_failed",
    "the program in `credential_source` cannot be started",
    "write its whole path; it is started without a shell",
)
.denied();

pub(crate) const EXECUTABLE_FAILED: SourceError = error(
    "gcp_executable_failed",
    "the program in `credential_source` failed",
    "run it in a terminal, where it says why",
)
.denied();

pub(crate) const EXECUTABLE_TIMED_OUT: SourceError = error(
    "gcp_executable_failed",
    "the program in `credential_source` did not end in time",
    "run it in a terminal: it may be waiting for somebody to answer",
)
.unreachable()
.retryable();

pub(crate) const EXECUTABLE_INVALID: SourceError = error(
    "gcp_executable_failed",
    "the program in `credential_source` printed something else than a token, or more than 64 KiB",
    "have it print JSON with `version` 1, `success`, `token_type`, and `id_token` or `saml_response`",
)
.denied();

pub(crate) const STS_REFUSED: SourceError = error(
    "gcp_sts_refused",
    "Google does not exchange the other issuer's token",
    "check the pool and provider in `audience`, the provider's issuer, allowed audiences and attribute condition, and \
     that the token has not expired",
)
.denied();

pub(crate) const IMPERSONATION_DENIED: SourceError = error(
    "gcp_impersonation_denied",
    "the service account may not be impersonated, or is not there: `iam.serviceAccounts.getAccessToken`",
    "grant who impersonates it `roles/iam.serviceAccountTokenCreator` on it, or a federated identity \
     `roles/iam.workloadIdentityUser`",
)
.denied();

pub(crate) const METADATA_HOST: SourceError = error(
    "gcp_metadata_host",
    "`GCE_METADATA_HOST` is no host",
    "unset it, or write a host and perhaps a port",
);

pub(crate) const METADATA_NO_ACCOUNT: SourceError = error(
    "gcp_metadata_no_account",
    "the machine, pod or function has no service account",
    "attach one to it",
)
.denied();

pub(crate) const METADATA_REFUSED: SourceError = error(
    "gcp_metadata_refused",
    "the metadata server gives no token",
    "on GKE, check the annotation of the pod's service account, and that it has `roles/iam.workloadIdentityUser` on \
     Google's; elsewhere, that the account is not disabled",
)
.denied();

pub(crate) const METADATA_BUSY: SourceError = error(
    "gcp_metadata_unreachable",
    "the metadata server has a problem of its own, or is not ready yet",
    "try later: on GKE, it takes some seconds after a pod has started",
)
.unreachable()
.retryable();

pub(crate) const METADATA_UNREACHABLE: SourceError = error(
    "gcp_metadata_unreachable",
    "the metadata server cannot be reached, or does not answer",
    "check `GCE_METADATA_HOST` if it is set, and that a network policy lets the pod reach the server",
)
.unreachable()
.retryable();

pub(crate) const METADATA_INVALID: SourceError = error(
    "gcp_metadata_invalid",
    "what answers as the metadata server is none of Google",
    "unset `GCE_METADATA_HOST`, and see that no proxy is between here and the server",
);
