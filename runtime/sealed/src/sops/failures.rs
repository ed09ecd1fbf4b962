//! All that may be said of a file.

use provider_credentials_core::SourceError;

pub(super) const NOT_ENCRYPTED: SourceError = SourceError::new(
    "sops_not_encrypted",
    "it is not encrypted by sops: it has no `sops` section",
    "encrypt it with `sops encrypt --in-place`, or remove `encrypted` from the manifest",
);
pub(super) const SYNTAX: SourceError = SourceError::new(
    "sops_syntax",
    "it is not the JSON, YAML or dotenv that its name or its first line says",
    "restore it, or encrypt it again with `sops encrypt`",
);
pub(super) const INI: SourceError = SourceError::new(
    "sops_format_unsupported",
    "it is an INI file, which is not supported here",
    "encrypt the same values as YAML, JSON or dotenv",
);
pub(super) const METADATA: SourceError = SourceError::new(
    "sops_metadata_damaged",
    "its `sops` section is incomplete or damaged",
    "restore the file, and change it with `sops edit` alone",
);
pub(super) const VERSION: SourceError = SourceError::new(
    "sops_version_unknown",
    "it was written by a major version of sops that is not known here",
    "encrypt it with sops 3, or use a newer version of provider-credentials",
);
pub(super) const RULE: SourceError = SourceError::new(
    "sops_rule_unsupported",
    "the regular expression in its `sops` section, which says what is encrypted, cannot be read here",
    "use one without Unicode classes such as `\\p{L}`",
);
pub(super) const CIPHER: SourceError = SourceError::new(
    "sops_cipher_unknown",
    "one of its values is encrypted in a way that is not known here",
    "encrypt it with sops 3, whose values are `ENC[AES256_GCM,…]`",
);
pub(super) const VALUE: SourceError = SourceError::new(
    "sops_value_damaged",
    "one of its values cannot be decrypted: it was changed, cut off, or moved to another key",
    "restore the file, and change it with `sops edit` alone",
);
pub(super) const PLAIN: SourceError = SourceError::new(
    "sops_value_not_encrypted",
    "one of its values should be encrypted, and is plain text",
    "write values with `sops edit` or `sops set` alone; whoever saw this one knows it",
);
pub(super) const MAC: SourceError = SourceError::new(
    "sops_mac_mismatch",
    "it was changed by something other than sops: its checksum is of other values",
    "restore the file, and change it with `sops edit` alone",
);
pub(super) const NOT_TEXT: SourceError = SourceError::new(
    "sops_value_unsupported",
    "one of its values is not text, which only binary files of sops may hold",
    "encrypt it in base64, or encrypt the file with `--input-type binary`",
);
pub(super) const THRESHOLD: SourceError = SourceError::new(
    "sops_threshold_not_reached",
    "its key is shared out to several key groups, and too few of them can be opened here",
    "provide an identity or access to a key of more groups, or lower `shamir_threshold` and run `sops updatekeys`",
);
pub(super) const COMMAND_NOT_FOUND: SourceError = SourceError::new(
    "sops_key_command_failed",
    "the program in `SOPS_AGE_KEY_CMD` or `SOPS_AGE_SSH_PRIVATE_KEY_CMD` cannot be started",
    "correct the variable: a program and its arguments, without a shell",
);
pub(super) const COMMAND_FAILED: SourceError = SourceError::new(
    "sops_key_command_failed",
    "the program in `SOPS_AGE_KEY_CMD` or `SOPS_AGE_SSH_PRIVATE_KEY_CMD` failed",
    "run it by hand to see why",
);
pub(super) const COMMAND_TIMED_OUT: SourceError = SourceError::new(
    "sops_key_command_failed",
    "the program in `SOPS_AGE_KEY_CMD` or `SOPS_AGE_SSH_PRIVATE_KEY_CMD` took more time than it has",
    "run it by hand to see why; it must not ask anything",
);
