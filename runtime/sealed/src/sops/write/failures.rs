//! All that may be said of a file that is to be encrypted.

use provider_credentials_core::SourceError;

pub(super) const ALREADY: SourceError = SourceError::new(
    "sops_already_encrypted",
    "it has a `sops` section already",
    "open it as an encrypted file, or rename what is called `sops` in it",
);
pub(super) const SYNTAX: SourceError = SourceError::new(
    "sops_plain_syntax",
    "it is not a mapping in the format that it should have",
    "correct it: JSON and YAML need names at the top, dotenv a name and `=` on each line",
);
pub(super) const ALIAS: SourceError = SourceError::new(
    "sops_plain_unsupported",
    "it has a YAML alias, and sops encrypts each value for its own place",
    "write the value out in both places",
);
pub(super) const TAG: SourceError = SourceError::new(
    "sops_plain_unsupported",
    "it has a YAML tag, which sops drops",
    "remove the tag",
);
pub(super) const KEY: SourceError = SourceError::new(
    "sops_plain_unsupported",
    "it has a name that is no text to YAML, such as a number or `true`",
    "put the name in quotes",
);
pub(super) const NUMBER: SourceError = SourceError::new(
    "sops_plain_unsupported",
    "it has a whole number of more than 64 bits, which sops cannot hold",
    "put the number in quotes",
);
pub(super) const COMMENT_RULE: SourceError = SourceError::new(
    "sops_plain_unsupported",
    "comments decide what of it is encrypted, which only sops itself can follow",
    "change it with `sops edit`",
);
pub(super) const RECIPIENT: SourceError = SourceError::new(
    "sops_recipient_invalid",
    "a recipient is neither one of age (`age1…`) nor a public key of SSH nor a key of a store",
    "take what `age-keygen -y` shows, the line of `id_ed25519.pub`, or the name of a key as sops has it",
);
pub(super) const SECRET_RECIPIENT: SourceError = SourceError::new(
    "sops_recipient_invalid",
    "a recipient is a secret key of age (`AGE-SECRET-KEY-…`), which opens what is encrypted for it",
    "write its `age1…`, which `age-keygen -y` shows; if others may have seen this, make a new key",
);
pub(super) const VERSION_MISSING: SourceError = SourceError::new(
    "sops_recipient_invalid",
    "a key of Azure among the recipients has no version",
    "write its full URL, which `az keyvault key show --query key.kid` shows",
);
pub(super) const NO_RECIPIENT: SourceError = SourceError::new(
    "sops_recipient_missing",
    "nobody would be able to open it",
    "give at least one recipient in each key group",
);
pub(super) const OTHER_RECIPIENT: SourceError = SourceError::new(
    "sops_recipient_unsupported",
    "one of its recipients is a key of a store, and nothing here can wrap a key for it",
    "use a build with the feature of that store, as in `--features aws,sops`, or sops itself",
);
pub(super) const TIMED_OUT: SourceError = SourceError::new(
    "sops_recipient_timed_out",
    "the stores of its recipients took longer than the limit of a minute for all of them",
    "check the network and the stores, or give fewer recipients",
)
.retryable();
pub(super) const RANDOM: SourceError =
    SourceError::new("sops_no_random", "the system gives no random numbers", "try again");
