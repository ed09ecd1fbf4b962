use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const URI_INVALID: SourceError = error(
    "pkcs11_uri_invalid",
    "the URI is none of PKCS#11",
    "write it as `pkcs11:token=prod;object=openai`; other characters than letters, digits and `-_.` as `%20`",
);

pub(crate) const URI_TYPE: SourceError = error(
    "pkcs11_uri_type",
    "the URI's `type` is none that holds a secret",
    "write `type=data`, or leave it out; `type=secret-key` is a key that may leave the token, and `type=private` one that signs \
     for a client certificate",
);

pub(crate) const NO_OBJECT_NAMED: SourceError = error(
    "pkcs11_uri_no_object",
    "the URI names no object",
    "add `object=` with the object's label to it, such as `pkcs11:token=prod;object=openai`",
);

pub(crate) const PIN_VALUE: SourceError = error(
    "pkcs11_pin_value",
    "the URI has a PIN in it (`pin-value`), where everybody reads it who reads the URI",
    "remove it, change the PIN, and name the credential with the PIN in `pkcs11_pin_with`, or its file as `pin-source`",
);

pub(crate) const PIN_SOURCE: SourceError = error(
    "pkcs11_pin_source",
    "the URI's `pin-source` is no file",
    "write its whole path: `?pin-source=file:/run/secrets/pin`",
);
