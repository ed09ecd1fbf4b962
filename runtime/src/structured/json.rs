//! Values out of JSON text, by key path.
//!
//! A lexer that borrows tells where keys and values stand; only what a path leads to is decoded.

mod scan;
mod string;
#[cfg(test)]
mod tests;

use core::marker::PhantomData;

use super::paths::{Document, Hits, follow};
use super::{Extracted, KeyError, Segments, SyntaxError, finish, place};
use crate::secret::Secret;

/// One answer for each path.
pub(crate) fn extract(text: &str, paths: &[Segments]) -> Result<Extracted, SyntaxError> {
    // The syntax of the whole text is checked before anything is looked up.
    let root = scan::document(text).map_err(|offset| place(text, offset))?;
    follow(&Json(PhantomData), Some(root), paths)
}

/// JSON text that was checked. Its values are slices without white space around them.
struct Json<'a>(PhantomData<&'a str>);

impl<'a> Document for Json<'a> {
    type Value = &'a str;

    fn members(&self, value: &'a str, hits: &mut Hits<'_, &'a str>) -> Result<(), SyntaxError> {
        hits.elements(scan::elements(value));
        for (key, value) in scan::members(value) {
            // A key that stands for no text is no key that anyone can ask for.
            if let Some(key) = string::decode(key) {
                hits.member(key.as_str(), value);
            }
        }
        Ok(())
    }

    fn secret(&self, value: &'a str) -> Result<Result<Secret, KeyError>, SyntaxError> {
        Ok(match value.as_bytes().first() {
            Some(b'{' | b'[') => Err(KeyError::NotScalar),
            Some(b'n') => Err(KeyError::Null),
            Some(b'"') => match string::decode(value) {
                Some(text) => finish(text.as_str()),
                None => Err(KeyError::NotText),
            },
            // Numbers and booleans stay as they are written.
            _ => finish(value),
        })
    }
}
