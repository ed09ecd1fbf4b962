//! Values out of JSON text, by key path, in one pass.
//!
//! A lexer that borrows tells where keys and values stand; only what a path leads to is decoded.

mod scalar;
mod scan;
mod string;
#[cfg(test)]
mod tests;

#[cfg(feature = "nodes")]
pub(super) use string::decode;

use super::paths::Paths;
use super::paths_asked::{Extracted, Segments};
use super::place_of::place_of;
use crate::report::Position;

/// One answer for each path.
pub(crate) fn extract(text: &str, paths: &[Segments]) -> Result<Extracted, Position> {
    let mut paths = Paths::new(paths);
    scan::scan(text, &mut paths).map_err(|offset| place_of(text, offset))?;
    Ok(paths.into_answers())
}
