use core::fmt;

#[cfg_attr(test, derive(Debug))]
/// A place in a text, counted from 1.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}
