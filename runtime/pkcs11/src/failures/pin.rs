use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const PIN_MISSING: SourceError = error(
    "pkcs11_pin_missing",
    "without a PIN the token shows no such object, and no PIN is given",
    "name the credential with the user's PIN in `pkcs11_pin_with`, or its file as `pin-source` in the URI",
);

pub(crate) const LOGGED_OUT: SourceError = error(
    "pkcs11_logged_out",
    "another part of the program logged out of the token while it was asked",
    "load again; a program that uses the module itself closes its session instead of logging out",
)
.unreachable()
.retryable();

pub(crate) const PIN_OF_KEY_MISSING: SourceError = error(
    "pkcs11_pin_missing",
    "without a PIN the token shows no such key, and no PIN is given",
    "name the PIN's file as `pin-source` in the key's URI, or for the key of a file the PIN's credential in `decrypt_with`",
);

/// Who gave a PIN is logged in, unless another part of the program logs out: PKCS#11 logs the whole program out.
pub(crate) fn by_login(error: SourceError, has_pin: bool) -> SourceError {
    if has_pin && error == PIN_MISSING { LOGGED_OUT } else { error }
}

pub(crate) const PIN_OF_CREDENTIAL: SourceError = error(
    "pkcs11_pin_missing",
    "the key of a file cannot have its PIN from `Pkcs11Pin::credential`",
    "name that credential in `decrypt_with`, beside `identity_file`",
);

pub(crate) const PIN_EMPTY: SourceError = error(
    "pkcs11_pin_empty",
    "the PIN is empty",
    "write the token's PIN into the file that the URI's `pin-source` names",
);

const WRONG: &str = "pkcs11_pin_wrong";
const CORRECT: &str = "correct it; this program does not try the same PIN again";

pub(crate) const PIN_WRONG: SourceError = error(WRONG, "the PIN is wrong", CORRECT).denied();

pub(crate) const PIN_WRONG_LOW: SourceError = error(
    WRONG,
    "the PIN is wrong, and the token counts: after some more wrong ones it locks it",
    CORRECT,
)
.denied();

pub(crate) const PIN_WRONG_FINAL: SourceError = error(
    WRONG,
    "the PIN is wrong, and one try is left before the token locks it",
    "find out the right PIN, and log in with it once by hand: `pkcs11-tool --module PATH --token-label LABEL --login --list-objects`",
)
.denied();

pub(crate) const PIN_WRONG_LOCKED: SourceError = error(
    WRONG,
    "the PIN is wrong, and was the last that the token took: it is locked now",
    "have the token's security officer set a new one: `pkcs11-tool --module PATH --token-label LABEL --init-pin --login --login-type so`",
)
.denied();

pub(crate) const PIN_REFUSED: SourceError = error(
    WRONG,
    "the token refused this PIN before, and it is not tried again",
    "correct it; if the token has this PIN by now, restart the program",
)
.denied();

pub(crate) const PIN_FINAL_TRY: SourceError = error(
    "pkcs11_pin_final_try",
    "one try is left before the token locks its PIN, and it is not risked",
    "log in once by hand with the right PIN, which gives all tries back: `pkcs11-tool --module PATH --token-label LABEL --login \
     --list-objects`",
)
.denied();

pub(crate) const PIN_LOCKED: SourceError = error(
    "pkcs11_pin_locked",
    "the token's PIN is locked, because wrong ones were tried too often",
    "have the token's security officer set a new one: `pkcs11-tool --module PATH --token-label LABEL --init-pin --login --login-type so`",
)
.denied();

pub(crate) const PIN_LENGTH: SourceError = error(
    "pkcs11_pin_length",
    "the PIN is shorter or longer than any of the token, and is not tried",
    "correct it: `pkcs11_pin_with`, `decrypt_with` or `pin-source` may name something else",
)
.denied();

pub(crate) const PIN_EXPIRED: SourceError = error(
    "pkcs11_pin_expired",
    "the token wants another PIN, because this one has expired or was set by its security officer",
    "change it: `pkcs11-tool --module PATH --token-label LABEL --change-pin --login`",
)
.denied();

pub(crate) const PIN_NOT_SET: SourceError = error(
    "pkcs11_pin_not_set",
    "the token has no PIN for its user yet",
    "set one: `pkcs11-tool --module PATH --token-label LABEL --init-pin --login --login-type so`",
);

pub(crate) const PINS_DIFFER: SourceError = error(
    "pkcs11_pins_differ",
    "credentials of one token have different PINs, and only the first one is tried",
    "write the same `pkcs11_pin_with` or `pin-source` at all of them",
);

pub(crate) const OTHER_USER: SourceError = error(
    "pkcs11_other_user",
    "the program itself is logged in to the token as its security officer",
    "log out there, and load again",
)
.denied();
