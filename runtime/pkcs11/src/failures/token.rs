use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const NO_TOKEN: SourceError = error(
    "pkcs11_no_token",
    "no slot of the PKCS#11 module has a token",
    "plug the token in, or start what connects to it; `pkcs11-tool --module PATH --list-slots` shows the slots",
)
.unreachable();

pub(crate) const TOKEN_NOT_FOUND: SourceError = error(
    "pkcs11_token_not_found",
    "no token is as the URI says",
    "correct `token=` in the URI, plug the token in, or for SoftHSM set `SOFTHSM2_CONF`; `pkcs11-tool --module PATH \
     --list-token-slots` shows those that are there",
)
.unreachable();

pub(crate) const TOKEN_AMBIGUOUS: SourceError = error(
    "pkcs11_token_ambiguous",
    "several tokens are as the URI says",
    "add `serial=` to the URI; `pkcs11-tool --module PATH --list-token-slots` shows the serial numbers",
);

pub(crate) const TOKEN_NOT_INITIALIZED: SourceError = error(
    "pkcs11_token_not_initialized",
    "the token is not initialized",
    "give it a label and PINs: `pkcs11-tool --module PATH --init-token --label LABEL`, then the same with `--init-pin \
     --login --login-type so`",
)
.unreachable();

pub(crate) const TOKEN_REMOVED: SourceError = error(
    "pkcs11_token_removed",
    "the token was removed while it was asked",
    "plug it in, and load again",
)
.unreachable()
.retryable();

pub(crate) const TOKEN_FAILED: SourceError = error(
    "pkcs11_token_failed",
    "the token, or its connection, failed",
    "look whether it answers: `pkcs11-tool --module PATH --list-token-slots`; plug it in again, or restart what connects \
     to it",
)
.unreachable()
.retryable();

pub(crate) const SESSIONS: SourceError = error(
    "pkcs11_too_many_sessions",
    "the token has as many sessions open as it can have",
    "end programs that use it, or have it allow more",
)
.unreachable()
.retryable();
