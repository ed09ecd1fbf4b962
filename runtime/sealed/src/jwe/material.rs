//! Keys, out of a text.

use core::str;

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use super::failures::{BAD_KEY, IN_TOKEN};
use super::key::{Key, Material};
use super::{jwk, pem};

/// The lengths of symmetric keys, as bytes that are no text of a key.
const LENGTHS: [usize; 5] = [16, 24, 32, 48, 64];

/// The keys of a file, or of a variable.
pub(super) fn of_file(content: &[u8]) -> Result<Vec<Key>, SourceError> {
    let text = str::from_utf8(content).map_err(|_| BAD_KEY)?;
    let text = text.trim_start_matches('\u{feff}').trim_ascii();
    if text.starts_with('{') {
        jwk::keys(text)
    } else if pem::is_meant(text) {
        pem::keys(text)
    } else if text.get(..7).is_some_and(|begins| begins.eq_ignore_ascii_case("pkcs11:")) {
        // The provider for tokens has been asked before.
        Err(IN_TOKEN)
    } else {
        Err(BAD_KEY)
    }
}

/// The same of a secret, which may be the bytes of a symmetric key too.
pub(super) fn of_secret(secret: &[u8]) -> Result<Vec<Key>, SourceError> {
    match of_file(secret) {
        Err(error) if error == BAD_KEY && LENGTHS.contains(&secret.len()) => {
            Ok(vec![Material::Symmetric(Zeroizing::new(secret.to_vec())).into()])
        }
        keys => keys,
    }
}
