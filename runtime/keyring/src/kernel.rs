//! The kernel's keyrings, with the names that the crate `keyring` gives keys there.

use linux_keyutils::{KeyError, KeyRing, KeyRingIdentifier};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::failures::{
    EXPIRED, FAILED, KERNEL_DENIED, NO_KERNEL, NOT_FOUND, NOT_STORABLE, TOO_LARGE,
};
use crate::item::{Found, Item};

/// Longer than any key of type `user` can be.
const LONGEST: usize = 1 << 15;

/// The session's keyring, which commonly leads to the user's; then the user's own, and the process's.
const KEYRINGS: [KeyRingIdentifier; 3] =
    [KeyRingIdentifier::Session, KeyRingIdentifier::User, KeyRingIdentifier::Process];

pub(crate) fn read(item: Item<'_>) -> Found {
    let mut worst = NOT_FOUND;
    for identifier in KEYRINGS {
        match read_from(identifier, &description(item)) {
            Ok(password) => return Ok(password),
            // Without a keyring, it has no key.
            Err(KeyError::KeyDoesNotExist) => {}
            // A key that may not be read is not absent, whatever the other keyrings have.
            Err(problem) if [NOT_FOUND.code(), EXPIRED.code()].contains(&worst.code()) => {
                worst = error(problem);
            }
            Err(_) => {}
        }
    }
    Err(worst)
}

fn read_from(
    identifier: KeyRingIdentifier,
    description: &str,
) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let key = KeyRing::from_special_id(identifier, false)?.search(description)?;
    let mut buffer = Zeroizing::new(vec![0; LONGEST]);
    // It says how long the key is, and writes no more than there is room for.
    let length = key.read(&mut *buffer)?;
    buffer.truncate(length);
    Ok(buffer)
}

/// Into the session's keyring, which gives this session the right to read it, with a link in the user's, which lives as
/// long as the user has processes.
pub(crate) fn write(item: Item<'_>, password: &[u8]) -> Result<(), SourceError> {
    let add = || {
        let session = KeyRing::from_special_id(KeyRingIdentifier::Session, true)?;
        let key = session.add_key(&description(item), password)?;
        KeyRing::from_special_id(KeyRingIdentifier::User, true)?.link_key(key)
    };
    if password.len() >= LONGEST {
        return Err(TOO_LARGE);
    }
    add().map_err(error)
}

fn description(item: Item<'_>) -> String {
    format!("keyring-rs:{}@{}", item.user, item.service)
}

fn error(problem: KeyError) -> SourceError {
    match problem {
        KeyError::KeyDoesNotExist => NOT_FOUND,
        KeyError::KeyExpired | KeyError::KeyRevoked => EXPIRED,
        KeyError::AccessDenied | KeyError::KeyRejected => KERNEL_DENIED,
        KeyError::InvalidDescription => NOT_STORABLE,
        KeyError::PermissionDenied | KeyError::OperationNotSupported => NO_KERNEL,
        KeyError::Unknown(code) if code == rustix::io::Errno::NOSYS.raw_os_error() => NO_KERNEL,
        KeyError::QuotaExceeded => TOO_LARGE,
        _ => FAILED,
    }
}
