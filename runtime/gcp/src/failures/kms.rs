//! Of a key of Cloud KMS that wraps the keys of files.

use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const KMS_NAME_INVALID: SourceError = error(
    "gcp_kms_name_invalid",
    "the key that its `sops` section names is no key of Cloud KMS",
    "restore the file, or encrypt it for a key such as `projects/P/locations/L/keyRings/R/cryptoKeys/K`",
);

pub(crate) const KMS_DENIED: SourceError = error(
    "gcp_kms_denied",
    "the program's account may not use the key that it is encrypted for, or the key is not there: Google does not say which",
    "grant `roles/cloudkms.cryptoKeyDecrypter` on the key, and `roles/cloudkms.cryptoKeyEncrypter` to whoever encrypts files",
)
.denied();

pub(crate) const KMS_API_DISABLED: SourceError = error(
    "gcp_api_disabled",
    "the Cloud KMS API is not enabled in the project, or was a moment ago",
    "run `gcloud services enable cloudkms.googleapis.com`, and wait for a few minutes",
)
.denied();

pub(crate) const KMS_NOT_FOUND: SourceError = error(
    "gcp_kms_not_found",
    "Cloud KMS has no such key",
    "correct the file's `gcp_kms`, or encrypt it for another key",
);

pub(crate) const KMS_DISABLED: SourceError = error(
    "gcp_kms_unusable",
    "the version of the key of Cloud KMS that wraps its key is disabled or destroyed",
    "enable or restore it, or take another recipient of the file",
);

pub(crate) const KMS_REFUSED: SourceError = error(
    "gcp_kms_refused",
    "Cloud KMS cannot unwrap its key: that is damaged, or of another key",
    "restore the file, or encrypt it again",
);
