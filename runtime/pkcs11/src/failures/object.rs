use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const OBJECT_NOT_FOUND: SourceError = error(
    "pkcs11_object_not_found",
    "the token has no such object",
    "correct `object=` in the URI, or write it: `pkcs11-tool --module PATH --token-label LABEL --login --write-object FILE --type data \
     --label NAME --private`",
)
.absent();

pub(crate) const OBJECT_AMBIGUOUS: SourceError = error(
    "pkcs11_object_ambiguous",
    "several objects of the token are as the URI says",
    "give each a label of its own, or delete the old one: `pkcs11-tool --module PATH --token-label LABEL --login --delete-object --type data \
     --label NAME`",
);

pub(crate) const NOT_DATA: SourceError = error(
    "pkcs11_object_not_data",
    "the object is a key or a certificate, and no data",
    "store the secret as data (`pkcs11-tool --write-object FILE --type data`), or add to the URI `type=private` for a client \
     certificate's private key, which signs in the token, or `type=secret-key` for a key that the program itself needs",
);

pub(crate) const NOT_EXTRACTABLE: SourceError = error(
    "pkcs11_key_not_extractable",
    "the key does not leave the token (`CKA_SENSITIVE`, or not `CKA_EXTRACTABLE`)",
    "encrypt a file for it and name it in `identity_file`, so that the token opens the file; or store the secret as data",
);

pub(crate) const VALUE_TOO_LARGE: SourceError = error(
    "pkcs11_value_too_large",
    "the object's value is larger than 1 MiB",
    "store the secret alone",
);

pub(crate) const KEY_NOT_FOUND: SourceError = error(
    "pkcs11_key_not_found",
    "the token has no such key",
    "correct `object=` or `id=` in the key's URI; `pkcs11-tool --module PATH --token-label LABEL --login --list-objects` shows the keys",
);

pub(crate) const KEY_AMBIGUOUS: SourceError = error(
    "pkcs11_key_ambiguous",
    "several keys of the token are as the URI says",
    "add `id=` to the key's URI; `pkcs11-tool --module PATH --token-label LABEL --login --list-objects` shows the IDs",
);

pub(crate) const KEY_NOT_ALLOWED: SourceError = error(
    "pkcs11_key_not_allowed",
    "the token does not let this key decrypt or unwrap (`CKA_DECRYPT`, `CKA_UNWRAP`)",
    "make a key for that: `pkcs11-tool --keypairgen --usage-decrypt`, or `--keygen --usage-wrap`",
);

pub(crate) const MECHANISM: SourceError = error(
    "pkcs11_mechanism_unsupported",
    "the token cannot decrypt what is encrypted in this way (`alg`)",
    "encrypt it by one that it has, `RSA-OAEP`, `RSA-OAEP-256`, `A128KW` or `A256KW`: `pkcs11-tool --module PATH \
     --list-mechanisms` shows `RSA-PKCS-OAEP` and `AES-KEY-WRAP`",
);

pub(crate) const KEY_WRONG: SourceError = error(
    "pkcs11_key_wrong",
    "the token's key does not decrypt it: it is encrypted for another key, or was changed",
    "name the right key in the identity file, or encrypt the file again",
);

pub(crate) const KEY_KIND: SourceError = error(
    "pkcs11_key_wrong",
    "it is encrypted for a key of another kind than the `type` in the identity file",
    "write `type=private` there for `RSA-OAEP`, and `type=secret-key` for `A256KW`, or leave it out",
);

pub(crate) const MECHANISM_OF_TLS: SourceError = error(
    "pkcs11_mechanism_unsupported",
    "the token cannot sign in this way of TLS",
    "use a key of P-256, or a token whose `pkcs11-tool --module PATH --list-mechanisms` shows `SHA256-RSA-PKCS-PSS`",
);

pub(crate) const KEY_KIND_OF_TLS: SourceError = error(
    "pkcs11_key_not_allowed",
    "the key cannot sign for TLS: it is no private key of RSA, P-256 or P-384, or the token does not let it sign",
    "make one: `pkcs11-tool --keypairgen --key-type EC:prime256v1 --usage-sign`",
);

pub(crate) const PUBLIC_KEY_MISSING: SourceError = error(
    "pkcs11_public_key_missing",
    "the token has no public key for this private key, or several, and it says to which certificate the key belongs",
    "write it beside the private key, with the same ID: `pkcs11-tool --module PATH --token-label LABEL --login --write-object \
     public.der --type pubkey --id ID`",
);

pub(crate) const KEY_ASKS: SourceError = error(
    "pkcs11_key_asks",
    "the token wants the PIN again for each use of this key (`CKA_ALWAYS_AUTHENTICATE`), which is not supported",
    "use another key of the token",
);

pub(crate) const NO_KEY_NAMED: SourceError = error(
    "pkcs11_identity_invalid",
    "the URI in the identity file names no key",
    "add `object=` with the key's label, or `id=`, to it",
);

pub(crate) const IDENTITY_INVALID: SourceError = error(
    "pkcs11_identity_invalid",
    "the identity file begins with `pkcs11:`, and is not one URI",
    "write one line into it, such as `pkcs11:token=prod;object=config-key;type=private`",
);
