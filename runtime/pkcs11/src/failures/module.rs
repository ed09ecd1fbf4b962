use provider_credentials_core::{SourceError, SourceWarning};

use super::error::error;

pub(crate) const NO_MODULE: SourceError = error(
    "pkcs11_no_module",
    "nothing says which PKCS#11 module to load",
    "set `PKCS11_MODULE_PATH` to the path of the token's module, such as `/usr/lib/softhsm/libsofthsm2.so`",
)
.unreachable();

pub(crate) const MODULE_NOT_FOUND: SourceError = error(
    "pkcs11_module_not_found",
    "there is no such PKCS#11 module",
    "install it, or correct `module-path` in the URI or `PKCS11_MODULE_PATH`; `p11-kit list-modules` shows those that \
     are there",
)
.unreachable();

pub(crate) const MODULE_RELATIVE: SourceError = error(
    "pkcs11_module_relative",
    "the path of the PKCS#11 module is a relative one",
    "write its whole path",
);

pub(crate) const MODULE_UNREADABLE: SourceError = error(
    "pkcs11_module_unreadable",
    "this process may not read the PKCS#11 module",
    "give the process's user the right to read it, such as with `chmod 644`",
);

const OTHERS_CAN_CHANGE: (&str, &str) = (
    "others can change the PKCS#11 module, or a directory or symbolic link on the path to it",
    "find it with `namei -l`, give it to root or the process's user, and take the right to write from group and others",
);

pub(crate) const MODULE_INSECURE: SourceError =
    error("pkcs11_module_insecure", OTHERS_CAN_CHANGE.0, OTHERS_CAN_CHANGE.1);

pub(crate) const MODULE_INSECURE_WARNING: SourceWarning =
    SourceWarning::new("pkcs11_module_insecure", OTHERS_CAN_CHANGE.0, OTHERS_CAN_CHANGE.1);

pub(crate) const MODULE_INVALID: SourceError = error(
    "pkcs11_module_invalid",
    "the file is no PKCS#11 module for this program",
    "name the module of the token's vendor for this processor; `pkcs11-tool --module PATH --show-info` shows whether it \
     is one",
);

pub(crate) const NO_LOCKS: SourceError = error(
    "pkcs11_module_no_threads",
    "the PKCS#11 module cannot be used by a program with several threads",
    "use a newer version of the module",
);

pub(crate) const MODULE_FAILED: SourceError = error(
    "pkcs11_module_failed",
    "the PKCS#11 module failed, and does not say why",
    "look into its own log and configuration (for SoftHSM, `SOFTHSM2_CONF` and the rights on its directory); try \
     `pkcs11-tool --module PATH --list-token-slots` as the process's user",
)
.unreachable();

pub(crate) const MODULE_HANGS: SourceError = error(
    "pkcs11_module_hangs",
    "the PKCS#11 module has not answered in time, and is not asked again before it does",
    "look whether its token answers: `pkcs11-tool --module PATH --list-token-slots`",
)
.unreachable()
.retryable();
