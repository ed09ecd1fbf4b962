//! The value of an object, in a buffer that is wiped: the one file with unsafe code.
//!
//! `Session::get_attributes` leaves a copy of what it reads in memory that is freed as it is, and the session's module
//! is not to be had from outside. So its function for that is looked up once more.

#![allow(unsafe_code)]

use std::path::Path;
use std::ptr;

use cryptoki::context::Function;
use cryptoki::error::{Error, Rv, RvError};
use cryptoki::object::{Attribute, AttributeType, ObjectHandle};
use cryptoki::session::Session;
use cryptoki_sys::{
    CK_ATTRIBUTE, CK_ATTRIBUTE_PTR, CK_FUNCTION_LIST, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE,
    CK_ULONG, CKA_VALUE,
};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::failures::{MODULE_FAILED, NOT_EXTRACTABLE, VALUE_TOO_LARGE, of_call};

type GetAttributeValue =
    unsafe extern "C" fn(CK_SESSION_HANDLE, CK_OBJECT_HANDLE, CK_ATTRIBUTE_PTR, CK_ULONG) -> CK_RV;

/// Nearly every value fits, so that one call reads it.
const USUAL: usize = 4096;

/// As much as a file may have.
const MOST: usize = 1 << 20;

/// What reads values in one module.
pub(crate) struct Values {
    read: GetAttributeValue,
    // The function is in it.
    _library: cryptoki_sys::Pkcs11,
}

impl Values {
    /// Of a module that is loaded already.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        // SAFETY: the module was loaded from the same path, so that its initializers do not run again, and its functions
        // have the types that the standard gives them, as everywhere.
        let library = unsafe { cryptoki_sys::Pkcs11::new(path) }.ok()?;
        let mut list: *mut CK_FUNCTION_LIST = ptr::null_mut();
        let get_list = library.C_GetFunctionList.as_ref().ok()?;
        // SAFETY: it writes a pointer to a table that stays as long as the library does.
        let answer = unsafe { get_list(&raw mut list) };
        if !matches!(Rv::from(answer), Rv::Ok) || list.is_null() {
            return None;
        }
        // SAFETY: the pointer is to a table, which may be packed on Windows.
        let read = unsafe { (&raw const (*list).C_GetAttributeValue).read_unaligned() }?;
        Some(Self { read, _library: library })
    }

    /// `CKA_VALUE` of an object. The session is one of the same module.
    pub(crate) fn read(
        &self,
        session: &Session,
        object: ObjectHandle,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let mut value = Zeroizing::new(vec![0; USUAL]);
        let length = match self.call(session, object, value.as_mut_ptr(), USUAL) {
            Err(RvError::BufferTooSmall) => {
                let length = self.call(session, object, ptr::null_mut(), 0).map_err(of_read)?;
                if length > MOST {
                    return Err(VALUE_TOO_LARGE);
                }
                value = Zeroizing::new(vec![0; length]);
                self.call(session, object, value.as_mut_ptr(), length).map_err(of_read)?
            }
            // Those of p11-kit make a module of its own of each table of functions, and this one is never initialized.
            Err(RvError::CryptokiNotInitialized) => return by_session(session, object),
            length => length.map_err(of_read)?,
        };
        if length > value.len() {
            return Err(MODULE_FAILED);
        }
        value.truncate(length);
        Ok(value)
    }

    /// The length of the value, which is written to `buffer` unless that is null.
    fn call(
        &self,
        session: &Session,
        object: ObjectHandle,
        buffer: *mut u8,
        length: usize,
    ) -> Result<usize, RvError> {
        let length = CK_ULONG::try_from(length).map_err(|_| RvError::BufferTooSmall)?;
        let mut attribute =
            CK_ATTRIBUTE { type_: CKA_VALUE, pValue: buffer.cast(), ulValueLen: length };
        // SAFETY: the session is open and, as a `Session` is not `Sync`, used by this thread alone; the buffer has that
        // length, or is null.
        let answer =
            unsafe { (self.read)(session.handle(), object.handle(), &raw mut attribute, 1) };
        match Rv::from(answer) {
            // All bits set, which is no length, also means that the value does not leave the token.
            Rv::Ok if attribute.ulValueLen == CK_ULONG::MAX => Err(RvError::AttributeSensitive),
            Rv::Ok => usize::try_from(attribute.ulValueLen).map_err(|_| RvError::GeneralError),
            Rv::Error(error) => Err(error),
        }
    }
}

/// By the safe call, which leaves a copy behind.
fn by_session(session: &Session, object: ObjectHandle) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let values = session.get_attributes(object, &[AttributeType::Value]);
    for value in values.map_err(|error| of_call(&error))? {
        if let Attribute::Value(value) = value {
            let value = Zeroizing::new(value);
            return if value.len() > MOST { Err(VALUE_TOO_LARGE) } else { Ok(value) };
        }
    }
    Err(NOT_EXTRACTABLE)
}

fn of_read(error: RvError) -> SourceError {
    match error {
        RvError::AttributeSensitive | RvError::AttributeTypeInvalid => NOT_EXTRACTABLE,
        error => of_call(&Error::Pkcs11(error, Function::GetAttributeValue)),
    }
}
