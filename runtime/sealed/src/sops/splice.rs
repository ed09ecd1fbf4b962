//! A copy of a text with some of it left out and some of it replaced, in one buffer that is wiped.

use core::iter::Peekable;
use core::ops::Range;
use std::vec::IntoIter;

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use super::cipher::Kind;
use super::failures::NOT_TEXT;
use super::format::Format;
use super::time;

/// A range of a text that is left out, and what comes in its place.
pub(super) struct Cut {
    pub(super) range: Range<usize>,
    pub(super) with: Zeroizing<Vec<u8>>,
}

impl Cut {
    pub(super) fn with(range: Range<usize>, with: &[u8]) -> Self {
        Self { range, with: Zeroizing::new(with.to_vec()) }
    }
}

impl From<Range<usize>> for Cut {
    fn from(range: Range<usize>) -> Self {
        Self { range, with: Zeroizing::new(Vec::new()) }
    }
}

pub(super) struct Splice<'t> {
    text: &'t str,
    /// What is copied or left out so far.
    at: usize,
    cuts: Peekable<IntoIter<Cut>>,
    out: Zeroizing<Vec<u8>>,
}

impl<'t> Splice<'t> {
    pub(super) fn new(text: &'t str, cuts: Vec<Cut>) -> Self {
        // An encrypted value is three times as long as what it stands for, and more. Room that is not needed costs: it is
        // wiped too.
        let out = Zeroizing::new(Vec::with_capacity(text.len() / 2));
        Self { text, at: 0, cuts: cuts.into_iter().peekable(), out }
    }

    /// Room for as many bytes more. A buffer that grew by itself would leave a copy behind.
    fn room(&mut self, more: usize) -> &mut Vec<u8> {
        let needed = self.out.len() + more;
        if needed > self.out.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.max(2 * self.out.len())));
            larger.extend_from_slice(&self.out);
            self.out = larger;
        }
        &mut self.out
    }

    /// Copies up to a place.
    fn copy(&mut self, end: usize) {
        while self.at < end {
            let cut = self.cuts.next_if(|cut| cut.range.start < end);
            let until = cut.as_ref().map_or(end, |cut| cut.range.start);
            let piece = self.text.get(self.at..until).unwrap_or_default();
            self.room(piece.len()).extend_from_slice(piece.as_bytes());
            self.at = self.at.max(until);
            if let Some(cut) = cut {
                self.at = self.at.max(cut.range.end);
                self.room(cut.with.len()).extend_from_slice(&cut.with);
            }
        }
    }

    /// Writes something that is no secret in place of what stands there.
    #[cfg(feature = "sops-write")]
    pub(super) fn put(&mut self, place: &Range<usize>, text: &str) {
        self.copy(place.start);
        self.at = self.at.max(place.end);
        self.room(text.len()).extend_from_slice(text.as_bytes());
    }

    /// Writes a value in place of what stands there.
    pub(super) fn replace(
        &mut self,
        place: &Range<usize>,
        kind: Kind,
        value: &[u8],
        format: Format,
    ) -> Result<(), SourceError> {
        self.copy(place.start);
        self.at = self.at.max(place.end);
        let quotes = 2;
        let out = self.room(LONGEST_ESCAPE * value.len() + quotes);
        match (format, kind) {
            (Format::Dotenv, _) => escape_breaks(value, out),
            (_, Kind::Int | Kind::Float | Kind::Time | Kind::Bool) => {
                let text = core::str::from_utf8(value).map_err(|_| NOT_TEXT)?;
                let plain = match (format, kind, text) {
                    (_, Kind::Bool, "True") => "true",
                    (_, Kind::Bool, _) => "false",
                    (Format::Yaml, Kind::Float, "NaN") => ".nan",
                    (Format::Yaml, Kind::Float, "+Inf") => ".inf",
                    (Format::Yaml, Kind::Float, "-Inf") => "-.inf",
                    (Format::Yaml, Kind::Time, _) if time::canonical(text).is_some() => text,
                    (_, Kind::Time, _) | (_, _, "NaN" | "+Inf" | "-Inf") => {
                        quote(text, out);
                        return Ok(());
                    }
                    (_, _, number) => number,
                };
                out.extend_from_slice(plain.as_bytes());
            }
            _ => quote(core::str::from_utf8(value).map_err(|_| NOT_TEXT)?, out),
        }
        Ok(())
    }

    /// Copies up to a place; where in the copy that is.
    #[cfg(feature = "sops-write")]
    pub(super) fn end(&mut self, place: usize) -> usize {
        self.copy(place);
        self.out.len()
    }

    /// All of it.
    pub(super) fn finish(mut self) -> Zeroizing<Vec<u8>> {
        self.copy(self.text.len());
        self.out
    }
}

/// How much longer a value can get by its escapes.
const LONGEST_ESCAPE: usize = 6;

/// In double quotes, with escapes that JSON and YAML share.
pub(super) fn quote(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    // Most of nearly every text stands for itself.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    let end = text.bytes().position(|byte| !is_plain(byte)).unwrap_or(text.len());
    let (plain, rest) = text.split_at_checked(end).unwrap_or(("", text));
    out.extend_from_slice(plain.as_bytes());
    for c in rest.chars() {
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\r' => out.extend_from_slice(b"\\r"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                out.extend_from_slice(b"\\u");
                for shift in [12, 8, 4, 0] {
                    let digit = u32::from(c) >> shift & 15;
                    out.extend(char::from_digit(digit, 16).map(|digit| digit as u8));
                }
            }
            _ => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
}

fn escape_breaks(value: &[u8], out: &mut Vec<u8>) {
    for byte in value {
        match byte {
            b'\n' => out.extend_from_slice(b"\\n"),
            byte => out.push(*byte),
        }
    }
}
