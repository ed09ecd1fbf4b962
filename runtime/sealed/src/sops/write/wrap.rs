//! A key, for recipients of age.

use provider_credentials_core::SourceError;

use super::failures::RECIPIENT;
use crate::age::{Form, encrypt};

/// A file of age with the key in it.
pub(super) fn wrap(key: &[u8], recipient: &str) -> Result<String, SourceError> {
    let written = encrypt(key, &[recipient], Form::Armored).map_err(|_| RECIPIENT)?;
    String::from_utf8(written).map_err(|_| RECIPIENT)
}
