//! How close a TPM is to its lockout (part 1, section 19.8).

use std::sync::{Mutex, MutexGuard, PoisonError};

use provider_credentials_core::SourceError;

use crate::failures::{ANSWER, LAST_TRY, LOCKED_OUT};
use crate::fault::Fault;
use crate::tpm::Tpm;

const PERMANENT: u32 = 0x200;
const COUNTER: u32 = 0x20E;
const MOST: u32 = 0x20F;

/// `inLockout`.
const LOCKED: u32 = 1 << 9;

static WRONG_TRIES: Mutex<u64> = Mutex::new(0);

/// How many wrong passwords this process has tried. No other thread tries one as long as it is held, so that two do not both
/// look first, and then both try.
pub(crate) fn wrong_tries() -> MutexGuard<'static, u64> {
    WRONG_TRIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// That a wrong password would not lock it.
pub(crate) fn check(tpm: &mut Tpm) -> Result<(), SourceError> {
    let properties = tpm.properties(PERMANENT, MOST - PERMANENT + 1).map_err(Fault::error)?;
    let value = |wanted| {
        let mut found = properties.iter().filter(|(property, _)| *property == wanted);
        found.next().map(|(_, value)| *value).ok_or(ANSWER)
    };
    let (counter, most) = (value(COUNTER)?, value(MOST)?);
    if value(PERMANENT)? & LOCKED != 0 || counter >= most {
        return Err(LOCKED_OUT);
    }
    if counter + 1 >= most {
        return Err(LAST_TRY);
    }
    Ok(())
}
