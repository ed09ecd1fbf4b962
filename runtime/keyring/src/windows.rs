//! Windows' credential manager: generic credentials, under the target `USER.SERVICE`.

use keyring::{Entry, Error};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::failures::{FAILED, LOCKED, NOT_FOUND, NOT_STORABLE, SEVERAL, TOO_LARGE};
use crate::item::{Found, Item};

pub(crate) fn read(item: Item<'_>) -> Found {
    let password = entry(item)?.get_secret();
    password.map(Zeroizing::new).map_err(|problem| error(&problem))
}

pub(crate) fn write(item: Item<'_>, password: &[u8]) -> Result<(), SourceError> {
    entry(item)?.set_secret(password).map_err(|problem| error(&problem))
}

fn entry(item: Item<'_>) -> Result<Entry, SourceError> {
    Entry::new(item.service, item.user).map_err(|problem| error(&problem))
}

fn error(problem: &Error) -> SourceError {
    match problem {
        Error::NoEntry => NOT_FOUND,
        Error::Ambiguous(_) => SEVERAL,
        // The session is not logged in.
        Error::NoStorageAccess(_) => LOCKED,
        Error::TooLong(..) => TOO_LARGE,
        Error::Invalid(..) => NOT_STORABLE,
        _ => FAILED,
    }
}
