//! What an answer of a module means.

use cryptoki::error::{Error, RvError};
use provider_credentials_core::SourceError;

use super::module::MODULE_FAILED;
use super::object::{
    KEY_KIND_OF_TLS, KEY_NOT_ALLOWED, KEY_WRONG, MECHANISM, MECHANISM_OF_TLS, NOT_EXTRACTABLE,
};
use super::pin::{
    OTHER_USER, PIN_EXPIRED, PIN_LENGTH, PIN_LOCKED, PIN_MISSING, PIN_NOT_SET, PIN_WRONG,
};
use super::token::{SESSIONS, TOKEN_FAILED, TOKEN_REMOVED};

/// Any call.
pub(crate) fn of_call(error: &Error) -> SourceError {
    match error {
        Error::Pkcs11(answer, _) => of_answer(*answer),
        _ => MODULE_FAILED,
    }
}

fn of_answer(answer: RvError) -> SourceError {
    match answer {
        RvError::DeviceRemoved
        | RvError::TokenNotPresent
        | RvError::TokenNotRecognized
        | RvError::SlotIdInvalid
        | RvError::SessionClosed
        | RvError::SessionHandleInvalid => TOKEN_REMOVED,
        RvError::DeviceError | RvError::DeviceMemory => TOKEN_FAILED,
        RvError::SessionCount => SESSIONS,
        RvError::PinIncorrect => PIN_WRONG,
        RvError::PinLocked => PIN_LOCKED,
        RvError::PinLenRange | RvError::PinInvalid => PIN_LENGTH,
        RvError::PinExpired => PIN_EXPIRED,
        RvError::UserPinNotInitialized => PIN_NOT_SET,
        RvError::UserNotLoggedIn => PIN_MISSING,
        RvError::UserAnotherAlreadyLoggedIn
        | RvError::UserTooManyTypes
        | RvError::SessionReadWriteSoExists => OTHER_USER,
        RvError::AttributeSensitive | RvError::KeyUnextractable => NOT_EXTRACTABLE,
        RvError::MechanismInvalid | RvError::MechanismParamInvalid => MECHANISM,
        _ => MODULE_FAILED,
    }
}

/// A call that uses a key.
fn of_key(error: &Error) -> SourceError {
    match error {
        Error::Pkcs11(
            RvError::KeyFunctionNotPermitted
            | RvError::KeyTypeInconsistent
            | RvError::UnwrappingKeyTypeInconsistent
            | RvError::KeyHandleInvalid
            | RvError::UnwrappingKeyHandleInvalid,
            _,
        ) => KEY_NOT_ALLOWED,
        Error::Pkcs11(RvError::ArgumentsBad, _) => MECHANISM,
        _ => of_call(error),
    }
}

/// One that signs.
pub(crate) fn of_signature(error: &Error) -> SourceError {
    match of_key(error) {
        KEY_NOT_ALLOWED => KEY_KIND_OF_TLS,
        MECHANISM => MECHANISM_OF_TLS,
        error => error,
    }
}

/// One that decrypts or unwraps. Tokens tell a wrong key in many ways.
pub(crate) fn of_decryption(error: &Error) -> SourceError {
    match error {
        Error::Pkcs11(
            RvError::EncryptedDataInvalid
            | RvError::EncryptedDataLenRange
            | RvError::DataInvalid
            | RvError::DataLenRange
            | RvError::WrappedKeyInvalid
            | RvError::WrappedKeyLenRange
            | RvError::UnwrappingKeySizeRange
            | RvError::KeySizeRange
            | RvError::GeneralError
            | RvError::FunctionFailed,
            _,
        ) => KEY_WRONG,
        _ => of_key(error),
    }
}
