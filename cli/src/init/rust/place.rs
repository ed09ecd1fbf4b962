//! Places in a file, as editors count them.

use proc_macro2::Span;

/// Line and column, both counted from 1, the column in characters.
pub(super) fn place(span: Span) -> (usize, usize) {
    let start = span.start();
    (start.line, start.column + 1)
}
