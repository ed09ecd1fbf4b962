//! p11-kit's proxy, where nothing names a module: the person who reads this may not know of it.

use provider_credentials_core::SourceError;

use super::error::error;
use super::module::MODULE_FAILED;
use super::token::{NO_TOKEN, TOKEN_NOT_FOUND};

const FAILED: SourceError = error(
    "pkcs11_module_failed",
    "`PKCS11_MODULE_PATH` is not set, and p11-kit's proxy, the PKCS#11 module that is used then, failed and does not say why",
    "set `PKCS11_MODULE_PATH` to the path of the token's module, such as `/usr/lib/softhsm/libsofthsm2.so`; `p11-kit \
     list-modules` shows those that the proxy has",
)
.unreachable();

const WITHOUT_TOKEN: SourceError = error(
    "pkcs11_no_token",
    "`PKCS11_MODULE_PATH` is not set, and no PKCS#11 module that is registered with p11-kit, whose proxy is used then, has a \
     token",
    "set `PKCS11_MODULE_PATH` to the path of the token's module, or plug the token in; `p11-kit list-modules` shows the \
     registered modules and their tokens",
)
.unreachable();

const WITHOUT_THAT_TOKEN: SourceError = error(
    "pkcs11_token_not_found",
    "`PKCS11_MODULE_PATH` is not set, and no token of the PKCS#11 modules that are registered with p11-kit, whose proxy is \
     used then, is as the URI says",
    "set `PKCS11_MODULE_PATH` to the path of the token's module, correct `token=` in the URI, or plug the token in; \
     `p11-kit list-modules` shows the registered modules and their tokens",
)
.unreachable();

/// An error of the proxy.
pub(crate) fn of_proxy(error: SourceError) -> SourceError {
    match error {
        MODULE_FAILED => FAILED,
        NO_TOKEN => WITHOUT_TOKEN,
        TOKEN_NOT_FOUND => WITHOUT_THAT_TOKEN,
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Another fix for the same problem, which falls through as the other does.
    #[test]
    fn the_codes_stay() {
        for error in [MODULE_FAILED, NO_TOKEN, TOKEN_NOT_FOUND] {
            let said = of_proxy(error);
            assert_eq!(said.code(), error.code());
            assert!(said.is_unreachable() && error.is_unreachable() && !said.is_absent());
            assert!(said.to_string().contains("set `PKCS11_MODULE_PATH` to the path"), "{said}");
        }
    }
}
