//! Values out of YAML text, by key path.
//!
//! The parser copies every scalar that is escaped, folded or spans lines, and leaves the copies in
//! freed memory. So it reads a copy of the text in which letters, digits and what else can be are
//! masked (see [`mask`]), and gives nothing but structure: an [`index`] of byte offsets. Text is
//! then taken from the original, by [`scalar`] and only where a path leads.

mod index;
mod lookup;
mod mask;
mod scalar;
#[cfg(test)]
mod tests;

pub(super) use index::Index;
#[cfg(feature = "nodes")]
pub(super) use index::{Kind, Node, NodeId, Tag};
#[cfg(feature = "nodes")]
pub(super) use scalar::decode;

use super::paths::Paths;
use super::paths_asked::{Extracted, Segments};
use crate::report::ValueReason;

/// One answer for each path, from one parse of the document.
pub(crate) fn extract(text: &str, paths: &[Segments]) -> Result<Extracted, ValueReason> {
    let index = Index::new(text)?;
    let mut paths = Paths::new(paths);
    if let Some(root) = index.root() {
        lookup::Yaml::new(text, &index)
            .follow(root, &mut paths)
            .map_err(ValueReason::YamlSyntax)?;
    }
    Ok(paths.into_answers())
}
