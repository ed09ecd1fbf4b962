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

use super::paths::follow;
use super::{Extracted, Segments, SyntaxError};

/// One answer for each path, from one parse of the document.
pub(crate) fn extract(text: &str, paths: &[Segments]) -> Result<Extracted, SyntaxError> {
    let index = index::Index::new(text)?;
    let root = index.root();
    follow(&lookup::Yaml::new(text, &index), root, paths)
}

/// The place of the byte at `offset`; `\r`, `\n` and `\r\n` break lines.
fn place(text: &str, offset: usize) -> SyntaxError {
    let (mut line, mut column) = (1_u32, 1_u32);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at >= offset {
            break;
        }
        let is_break = match c {
            '\n' => true,
            '\r' => chars.peek().is_none_or(|(_, next)| *next != '\n'),
            _ => false,
        };
        if is_break {
            line = line.saturating_add(1);
            column = 1;
        } else {
            column = column.saturating_add(1);
        }
    }
    SyntaxError { line, column }
}
