//! The key of a file, unwrapped by a key that stays in the token.

use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::algorithm::Algorithm;
use crate::failures::{
    KEY_AMBIGUOUS, KEY_ASKS, KEY_NOT_ALLOWED, KEY_NOT_FOUND, KEY_WRONG, MECHANISM, PIN_MISSING,
    of_call, of_decryption,
};
use crate::session::Session;
use crate::uri::{Class, Object};

/// What a key may be used for.
#[derive(Default)]
struct Uses {
    decrypts: bool,
    unwraps: bool,
    asks_each_time: bool,
}

impl Session {
    /// The one key of that name.
    pub(crate) fn key(&self, object: &Object, class: Class) -> Result<ObjectHandle, SourceError> {
        match self.find(object, Some(class))?[..] {
            [key] => Ok(key),
            // Private objects are not shown to everybody.
            [] if self.hides() => Err(PIN_MISSING),
            [] => Err(KEY_NOT_FOUND),
            _ => Err(KEY_AMBIGUOUS),
        }
    }

    pub(crate) fn unwrap(
        &self,
        key: ObjectHandle,
        algorithm: Algorithm,
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let uses = self.uses(key)?;
        if uses.asks_each_time {
            return Err(KEY_ASKS);
        }
        // Tokens wrap keys by AES, and decrypt by RSA, more often than the other way round.
        let unwraps_first = matches!(algorithm, Algorithm::AesKeyWrap);
        if uses.unwraps && (unwraps_first || !uses.decrypts) {
            self.by_unwrapping(key, algorithm, wrapped)
        } else if uses.decrypts {
            let plain = self.open.decrypt(&algorithm.mechanism(), key, wrapped);
            plain.map(Zeroizing::new).map_err(|error| match of_decryption(&error) {
                // Those that wrap keys by AES seldom decrypt so.
                MECHANISM if unwraps_first => KEY_NOT_ALLOWED,
                error => error,
            })
        } else {
            Err(KEY_NOT_ALLOWED)
        }
    }

    fn uses(&self, key: ObjectHandle) -> Result<Uses, SourceError> {
        let types =
            [AttributeType::Decrypt, AttributeType::Unwrap, AttributeType::AlwaysAuthenticate];
        let mut uses = Uses::default();
        for attribute in self.open.get_attributes(key, &types).map_err(|error| of_call(&error))? {
            match attribute {
                Attribute::Decrypt(may) => uses.decrypts = may,
                Attribute::Unwrap(may) => uses.unwraps = may,
                Attribute::AlwaysAuthenticate(asks) => uses.asks_each_time = asks,
                _ => {}
            }
        }
        Ok(uses)
    }

    /// The token makes an object of it, which is read and removed.
    fn by_unwrapping(
        &self,
        key: ObjectHandle,
        algorithm: Algorithm,
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let attributes = [
            Attribute::Class(ObjectClass::SECRET_KEY),
            Attribute::KeyType(KeyType::GENERIC_SECRET),
            Attribute::Token(false),
            Attribute::Private(self.is_logged_in()),
            Attribute::Sensitive(false),
            Attribute::Extractable(true),
        ];
        let unwrapped = self.open.unwrap_key(&algorithm.mechanism(), key, wrapped, &attributes);
        let unwrapped = unwrapped.map_err(|error| of_decryption(&error))?;
        let value = self.module.values.read(&self.open, unwrapped);
        // It goes with the session else.
        _ = self.open.destroy_object(unwrapped);
        let value = value?;
        if value.is_empty() { Err(KEY_WRONG) } else { Ok(value) }
    }
}
