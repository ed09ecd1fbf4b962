//! Which object a URI names, and what it holds.

use std::num::NonZeroUsize;

use cryptoki::object::{Attribute, ObjectClass, ObjectHandle};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::failures::{NOT_DATA, OBJECT_AMBIGUOUS, OBJECT_NOT_FOUND, of_call};
use crate::session::Session;
use crate::uri::{Class, Object};

/// One is what is looked for, and a second one is an error.
const LOOKED_FOR: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1);

impl Session {
    /// The value of a data object, or of a secret key that may leave the token.
    pub(crate) fn value(&self, object: &Object) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let class = object.class.unwrap_or(Class::Data);
        let found = self.find(object, Some(class))?;
        match found[..] {
            [handle] => self.module.values.read(&self.open, handle),
            [] if object.class.is_none() && !self.find(object, None)?.is_empty() => Err(NOT_DATA),
            [] => Err(OBJECT_NOT_FOUND),
            _ => Err(OBJECT_AMBIGUOUS),
        }
    }

    /// At most two objects.
    pub(crate) fn find(
        &self,
        object: &Object,
        class: Option<Class>,
    ) -> Result<Vec<ObjectHandle>, SourceError> {
        let mut template = vec![Attribute::Token(true)];
        template.extend(class.map(|class| Attribute::Class(class.into())));
        template.extend(object.label.clone().map(Attribute::Label));
        template.extend(object.id.clone().map(Attribute::Id));
        let all = self.open.iter_objects_with_cache_size(&template, LOOKED_FOR);
        let mut all = all.map_err(|error| of_call(&error))?;
        let mut found = Vec::with_capacity(LOOKED_FOR.get());
        while let (true, Some(handle)) = (found.len() < LOOKED_FOR.get(), all.next()) {
            found.push(handle.map_err(|error| of_call(&error))?);
        }
        Ok(found)
    }
}

impl From<Class> for ObjectClass {
    fn from(class: Class) -> Self {
        match class {
            Class::Data => Self::DATA,
            Class::SecretKey => Self::SECRET_KEY,
            Class::Private => Self::PRIVATE_KEY,
            Class::Public => Self::PUBLIC_KEY,
            Class::Certificate => Self::CERTIFICATE,
        }
    }
}
