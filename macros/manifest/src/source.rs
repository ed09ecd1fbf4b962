//! The manifest's text: reading it, and turning offsets into lines and columns.

mod read;

use std::fmt;

/// The text of a manifest and the path it is shown under.
pub struct SourceFile {
    path: String,
    text: String,
    /// The offset at which each line starts.
    lines: Vec<usize>,
    /// How many characters begin before each [`STEP`] of bytes: a manifest may be one long line.
    characters: Vec<usize>,
    outside_package: bool,
}

impl SourceFile {
    /// A manifest that is already in memory. A leading byte-order mark is dropped.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        SourceFile {
            path: path.into(),
            lines: line_starts(&text),
            characters: character_counts(&text),
            text,
            outside_package: false,
        }
    }

    /// Says that the file is not in the directory of the package that uses it, which is a warning.
    #[must_use]
    pub fn outside_package(mut self) -> Self {
        self.outside_package = true;
        self
    }

    pub(crate) fn is_outside_package(&self) -> bool {
        self.outside_package
    }

    /// The path as the user wrote it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without a byte-order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of an offset, both counted from 1, the column in characters.
    pub(crate) fn position(&self, offset: u32) -> (usize, usize) {
        let line = self.line_number(offset);
        let (start, text) = self.line(line);
        let offset = (offset as usize).min(start + text.len());
        let column = self.characters_before(offset).saturating_sub(self.characters_before(start));
        (line, column + 1)
    }

    /// How many characters begin before an offset.
    fn characters_before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        let rest = self.text.as_bytes().get(step * STEP..offset).unwrap_or_default();
        self.characters.get(step).copied().unwrap_or(0) + characters(rest)
    }

    /// The line of an offset, counted from 1.
    pub(crate) fn line_number(&self, offset: u32) -> usize {
        self.lines.partition_point(|&start| start <= offset as usize).max(1)
    }

    /// Where a line starts, and its text without the line break.
    pub(crate) fn line(&self, line: usize) -> (usize, &str) {
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        (start, text.trim_end_matches(['\n', '\r']))
    }
}

/// Without the text, which may hold a secret.
impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// The bytes from one count of characters to the next.
const STEP: usize = 1024;

fn character_counts(text: &str) -> Vec<usize> {
    let mut count = 0;
    let mut counts = vec![0];
    for chunk in text.as_bytes().chunks(STEP) {
        count += characters(chunk);
        counts.push(count);
    }
    counts
}

/// How many characters begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    let mut count = 0;
    for byte in bytes {
        count += usize::from(byte & 0xc0 != 0x80);
    }
    count
}

/// YAML breaks lines at `\n`, `\r\n` and a lone `\r`.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (i, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' || byte == b'\r' && bytes.get(i + 1) != Some(&b'\n') {
            starts.push(i + 1);
        }
    }
    starts
}
