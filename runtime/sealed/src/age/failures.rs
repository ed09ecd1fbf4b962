//! All that may be said of a file, and of what opens it.

use age::DecryptError;
use provider_credentials_core::SourceError;

pub(super) const NOT_ENCRYPTED: SourceError = SourceError::new(
    "age_not_encrypted",
    "it is not encrypted by age",
    "encrypt it with `age --encrypt`, or remove `encrypted` from the manifest",
);
pub(super) const HEADER: SourceError = SourceError::new(
    "age_header_damaged",
    "its age header is damaged, or was changed",
    "encrypt it again",
);
pub(super) const ARMOR: SourceError = SourceError::new(
    "age_armor_damaged",
    "its age armor is damaged, or more than that is in it",
    "copy it again, whole and without anything around it, or encrypt it again",
);
pub(super) const FORMAT: SourceError = SourceError::new(
    "age_format_unknown",
    "it has a version of the age format that is not known",
    "encrypt it with version 1, which `age` and `rage` write",
);
pub(super) const PAYLOAD: SourceError = SourceError::new(
    "age_payload_damaged",
    "its content is cut off, damaged, or was changed",
    "copy it again, or encrypt it again",
);
pub(crate) const NO_MATCH: SourceError = SourceError::new(
    "age_no_identity_matches",
    "it is encrypted for other identities than those at hand",
    "encrypt it for this one too (`age-keygen -y` shows its recipient), or name the right `identity_file`",
);
pub(crate) const NO_IDENTITY: SourceError = SourceError::new(
    "age_no_identity",
    "no identity is at hand to decrypt it",
    "write `identity_file` beside `encrypted`, or set `AGE_IDENTITY_FILE` to the file of `age-keygen`",
);
#[cfg(feature = "age-write")]
pub(super) const BAD_RECIPIENT: SourceError = SourceError::new(
    "age_recipient_invalid",
    "a recipient is neither one of age (`age1…`) nor a public key of SSH",
    "take what `age-keygen -y` shows, or the line of `id_ed25519.pub`",
);
#[cfg(feature = "age-write")]
pub(super) const SECRET_RECIPIENT: SourceError = SourceError::new(
    "age_recipient_invalid",
    "a recipient is a secret key of age (`AGE-SECRET-KEY-…`), which opens what is encrypted for it",
    "write its `age1…`, which `age-keygen -y` shows; if others may have seen this, make a new key",
);
#[cfg(feature = "age-write")]
pub(super) const NO_RECIPIENTS: SourceError = SourceError::new(
    "age_recipient_missing",
    "nobody would be able to open it",
    "give at least one recipient",
);
pub(super) const NO_PASSPHRASE: SourceError = SourceError::new(
    "age_passphrase_missing",
    "it is encrypted by a passphrase, and none is at hand",
    "write `decrypt_with` with the ID of the credential that is the passphrase, or set `AGE_PASSPHRASE`",
);
pub(super) const WRONG_PASSPHRASE: SourceError = SourceError::new(
    "age_passphrase_wrong",
    "the passphrase does not decrypt it",
    "correct the passphrase, or encrypt the file again",
);
pub(super) const NO_RECIPIENT: SourceError = SourceError::new(
    "age_not_by_passphrase",
    "it is encrypted for identities, and a passphrase is what is at hand",
    "name an `identity_file`, or encrypt it with `age --passphrase`",
);
pub(super) const TOO_MUCH_WORK: SourceError = SourceError::new(
    "age_work_factor_too_high",
    "its passphrase takes more work than the limit (scrypt's N above 2^20)",
    "encrypt it again with a lower work factor, or raise `AgeIdentities::max_work_factor`",
);
pub(super) const BAD_IDENTITY: SourceError = SourceError::new(
    "age_identity_invalid",
    "the identity file that should decrypt it has a line that is no identity",
    "use the file of `age-keygen`, or the private key of SSH",
);
pub(super) const EMPTY_IDENTITY: SourceError = SourceError::new(
    "age_identity_invalid",
    "the identity file that should decrypt it has no identity in it",
    "use the file of `age-keygen`, or the private key of SSH",
);
pub(super) const RECIPIENT: SourceError = SourceError::new(
    "age_identity_invalid",
    "the identity file that should decrypt it holds a public key",
    "use the private key: the file of `age-keygen`, or `id_ed25519` without `.pub`",
);
pub(super) const LOCKED_IDENTITY: SourceError = SourceError::new(
    "age_identity_locked",
    "the identity that should decrypt it is itself encrypted by a passphrase",
    "write `decrypt_with` with the ID of the credential that is the passphrase, or set `AGE_PASSPHRASE`",
);
pub(super) const WRONG_IDENTITY_PASSPHRASE: SourceError = SourceError::new(
    "age_passphrase_wrong",
    "the passphrase does not open the identity that should decrypt it",
    "correct the passphrase",
);
pub(super) const SSH: SourceError = SourceError::new(
    "age_ssh_key_unsupported",
    "the SSH key that should decrypt it is of a kind that age does not use",
    "use an Ed25519 or RSA key in OpenSSH's format (`ssh-keygen -p -f` converts one)",
);
pub(super) const POST_QUANTUM: SourceError = SourceError::new(
    "age_identity_unsupported",
    "the identity that should decrypt it is of a kind that is not supported here (post-quantum)",
    "encrypt it for an X25519 identity of `age-keygen` too",
);
pub(super) const PLUGIN_NOT_FOUND: SourceError = SourceError::new(
    "age_plugin_not_found",
    "the plug-in of the identity that should decrypt it cannot be started",
    "install `age-plugin-…` with the name that the identity has, in a directory of `PATH`",
);
pub(super) const PLUGIN_FAILED: SourceError = SourceError::new(
    "age_plugin_failed",
    "the plug-in of the identity that should decrypt it has failed",
    "decrypt the file with `age --decrypt`, which shows what the plug-in says",
);
pub(super) const PLUGIN_ASKED: SourceError = SourceError::new(
    "age_plugin_asked",
    "the plug-in of the identity that should decrypt it asks for something, and nobody is here to answer",
    "use an identity that needs no PIN and no touch, or decrypt the file before the program starts",
);
pub(super) const PLUGIN_TIMED_OUT: SourceError = SourceError::new(
    "age_plugin_timed_out",
    "the plug-in of the identity that should decrypt it has not ended in time",
    "check the device that it needs, or raise `AgeIdentities::plugin_timeout`",
)
.retryable();

/// What the library says of a header, or of the key in it.
pub(super) fn of_header(error: &DecryptError) -> SourceError {
    match error {
        DecryptError::ExcessiveWork { .. } => TOO_MUCH_WORK,
        DecryptError::NoMatchingKeys => NO_MATCH,
        _ => HEADER,
    }
}
