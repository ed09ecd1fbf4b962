//! macOS' keychain: generic passwords, whose account is the user.

use provider_credentials_core::SourceError;
use security_framework::base::Error;
use security_framework::passwords::{get_generic_password, set_generic_password};
use zeroize::Zeroizing;

use crate::failures::{DENIED, FAILED, LOCKED, NO_COLLECTION, NOT_FOUND, NOT_STORABLE, SEVERAL};
use crate::item::{Found, Item};

pub(crate) fn read(item: Item<'_>) -> Found {
    let password = get_generic_password(item.service, item.user);
    password.map(Zeroizing::new).map_err(error)
}

pub(crate) fn write(item: Item<'_>, password: &[u8]) -> Result<(), SourceError> {
    set_generic_password(item.service, item.user, password).map_err(error)
}

/// By the codes of `SecBase.h`.
fn error(problem: Error) -> SourceError {
    match problem.code() {
        -25300 => NOT_FOUND,              // errSecItemNotFound
        -25299 => SEVERAL,                // errSecDuplicateItem
        -25308 | -25291 => LOCKED,        // errSecInteractionNotAllowed, errSecNotAvailable
        -25307 | -25294 => NO_COLLECTION, // errSecNoDefaultKeychain, errSecNoSuchKeychain
        -128 | -25293 | -34018 => DENIED, // errSecUserCanceled, errSecAuthFailed, errSecMissingEntitlement
        -50 => NOT_STORABLE,              // errSecParam
        _ => FAILED,
    }
}
