//! Values out of JSON text, by key path, in one pass.
//!
//! A lexer that borrows tells where keys and values stand; only what a path leads to is decoded.

mod scan;
mod string;
#[cfg(test)]
mod tests;

use super::paths::Paths;
use super::{Extracted, KeyError, Segments, SyntaxError, finish, place};
use crate::secret::Secret;

/// One answer for each path.
pub(crate) fn extract(text: &str, paths: &[Segments]) -> Result<Extracted, SyntaxError> {
    let mut paths = Paths::new(paths);
    scan::scan(text, &mut paths).map_err(|offset| place(text, offset))?;
    Ok(paths.into_answers())
}

/// A scalar, as it is written.
fn secret(written: &str) -> Result<Secret, KeyError> {
    match written.as_bytes().first() {
        Some(b'n') => Err(KeyError::Null),
        Some(b'"') => match string::decode(written) {
            Some(text) => finish(text.as_str()),
            None => Err(KeyError::NotText),
        },
        // Numbers and booleans stay as they are written.
        _ => finish(written),
    }
}
