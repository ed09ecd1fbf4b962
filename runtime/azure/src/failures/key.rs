//! Of a key that wraps the keys of files.

use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const KEY_INVALID: SourceError = error(
    "azure_key_invalid",
    "the key of Azure that it is encrypted for is no key in a vault: its vault, name or version is none",
    "restore the file, or encrypt it for a key such as `https://NAME.vault.azure.net/keys/KEY/VERSION`; a managed HSM is not \
     supported",
);

pub(crate) const KEY_NOT_FOUND: SourceError = error(
    "azure_key_not_found",
    "the vault has no such key, or not that version of it",
    "recover it with `az keyvault key recover`, or encrypt the file for another key",
);

pub(crate) const KEY_DENIED: SourceError = error(
    "azure_key_denied",
    "the program's identity may not use the key that it is encrypted for, or the key is disabled",
    "assign it `Key Vault Crypto User` on the key, or in a vault with access policies `decrypt` for keys, and `encrypt` to \
     whoever encrypts files",
)
.denied();

pub(crate) const KEY_REFUSED: SourceError = error(
    "azure_key_refused",
    "the key of Azure cannot unwrap its key: that is damaged, or the key is not of RSA, or may not be used for this",
    "restore the file, or encrypt it for an RSA key with the operations `encrypt` and `decrypt`",
);
