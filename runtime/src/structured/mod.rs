//! Values out of JSON and YAML text, by key path, without copying anything but the value asked for.

use crate::secret::Secret;

#[cfg(feature = "json")]
pub(crate) mod json;
#[cfg(any(feature = "json", feature = "yaml"))]
mod paths;
#[cfg(any(feature = "json", feature = "yaml"))]
mod text;
#[cfg(feature = "yaml")]
pub(crate) mod yaml;

/// The keys and list indices that lead to a value, outermost first.
pub(crate) type Segments = &'static [&'static str];

/// Text that is not in the format: a place (counted from 1), never content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// Why a key path leads to no secret. `depth` is the index of the segment that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyError {
    /// No such key, no such index, or a scalar where the path goes on.
    NotFound { depth: u8 },
    /// A mapping on the path has the key more than once.
    Duplicated { depth: u8 },
    /// The value is null.
    Null,
    /// The value is a mapping or a list.
    NotScalar,
    /// The value is empty, or white space only.
    Empty,
    /// The value is a string that stands for no text (an unpaired surrogate).
    NotText,
}

/// One answer for each path asked for, in the order asked.
pub(crate) type Extracted = Vec<Result<Secret, KeyError>>;

/// The last step for every value, whatever its source: trailing line breaks go (they break HTTP
/// headers), and what is then nothing but white space is no secret.
pub(crate) fn finish(text: &str) -> Result<Secret, KeyError> {
    let text = text.trim_end_matches(is_break);
    if text.trim().is_empty() {
        return Err(KeyError::Empty);
    }
    Ok(Secret::copy_of(text))
}

/// Whether it ends a line.
fn is_break(c: char) -> bool {
    matches!(c, '\r' | '\n')
}

#[cfg(any(feature = "json", feature = "yaml"))]
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
