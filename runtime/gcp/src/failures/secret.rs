//! Of one secret.

use provider_credentials_core::{SourceError, SourceWarning};

use super::error::error;

pub(crate) const ACCESS_DENIED: SourceError = error(
    "gcp_access_denied",
    "the program lacks the permission `secretmanager.versions.access` on it, or it is not there: Google does not say which",
    "check `gcp_secret` and its project; if they are right, grant `roles/secretmanager.secretAccessor` on the secret",
)
.denied();

pub(crate) const API_DISABLED: SourceError = error(
    "gcp_api_disabled",
    "the Secret Manager API is not enabled in the project, or was a moment ago",
    "run `gcloud services enable secretmanager.googleapis.com`, and wait for a few minutes",
)
.denied();

pub(crate) const IAM_API_DISABLED: SourceError = error(
    "gcp_api_disabled",
    "the IAM Service Account Credentials API is not enabled in the project, so that no account can be impersonated",
    "run `gcloud services enable iamcredentials.googleapis.com`, and wait for a few minutes",
)
.denied();

pub(crate) const BILLING_DISABLED: SourceError = error(
    "gcp_billing_disabled",
    "the project has no billing account, or one that is closed",
    "link one to the project, in the console under Billing",
)
.denied();

pub(crate) const VPC_SERVICE_CONTROLS: SourceError = error(
    "gcp_vpc_service_controls",
    "a perimeter of VPC Service Controls, or another policy of the organization, does not let the request through",
    "run the program inside of the perimeter, or have an ingress rule added for its account",
)
.denied();

pub(crate) const SCOPE_MISSING: SourceError = error(
    "gcp_scope_missing",
    "the access token is not for Secret Manager: its scopes lack `cloud-platform`",
    "give the machine the scope with `gcloud compute instances set-service-account --scopes cloud-platform`; a login, \
     again with `gcloud auth application-default login`",
)
.denied();

pub(crate) const QUOTA_PROJECT_DENIED: SourceError = error(
    "gcp_quota_project_denied",
    "the program may not have its requests counted for the quota project",
    "grant it `roles/serviceusage.serviceUsageConsumer` there, or name another with \
     `gcloud auth application-default set-quota-project`",
)
.denied();

pub(crate) const CREDENTIALS_INVALID: SourceError = error(
    "gcp_credentials_invalid",
    "Google does not accept the access token",
    "of a service account's key, check that neither is deleted or disabled, and this machine's clock; else log in again",
)
.denied();

pub(crate) const NOT_FOUND: SourceError = error(
    "gcp_not_found",
    "there is no such secret in the project, or it has no version",
    "check `gcp_secret` and its project, or create it with `gcloud secrets create`",
)
.absent();

pub(crate) const PLACE_NOT_FOUND: SourceError = error(
    "gcp_not_found",
    "Google finds something else than the secret not to be there: its project, its location or the service",
    "check the project and location in the manifest, and the endpoint if one is configured",
);

pub(crate) const VERSION_NOT_FOUND: SourceError = error(
    "gcp_version_not_found",
    "the secret has no such version",
    "list its versions with `gcloud secrets versions list`, and its aliases with `gcloud secrets describe`",
)
.absent();

pub(crate) const VERSION_DISABLED: SourceError = error(
    "gcp_version_disabled",
    "that version of the secret is disabled; `latest` is the newest one, even if it is",
    "enable it with `gcloud secrets versions enable`, or write another as `gcp_version`",
)
.denied();

pub(crate) const VERSION_DESTROYED: SourceError = error(
    "gcp_version_destroyed",
    "that version of the secret is destroyed; `latest` is the newest one, even if it is",
    "add a version with `gcloud secrets versions add`, or write another as `gcp_version`",
)
.absent();

pub(crate) const KMS_UNUSABLE: SourceError = error(
    "gcp_kms_unusable",
    "the key that it is encrypted with cannot be used: it is disabled or destroyed, or Secret Manager may not use it",
    "enable the key in Cloud KMS, or grant Secret Manager's service agent `roles/cloudkms.cryptoKeyEncrypterDecrypter`",
);

pub(crate) const CHECKSUM_MISMATCH: SourceError = error(
    "gcp_checksum_mismatch",
    "what came is not what Google keeps: its CRC-32C is another",
    "look for what changes answers between here and Google",
)
.retryable();

/// Google keeps one for every version but those from before it did so for keys of its customers.
pub(crate) const CHECKSUM_MISSING: SourceWarning = SourceWarning::new(
    "gcp_checksum_missing",
    "it came without a CRC-32C, so that nobody knows whether it came whole",
    "add a version, which Google keeps one of: those under a key of your own from before July 2021 have none",
);

/// Every secret says it, since nobody knows who gave it.
pub(crate) const PLAIN_HTTP: SourceWarning = SourceWarning::new(
    "gcp_plain_http",
    "it came over http, so that anybody on the way can have read and changed it",
    "use https in the endpoint that is configured",
);
