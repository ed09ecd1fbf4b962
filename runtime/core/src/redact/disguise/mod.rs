//! How a secret looks in a text, and comparing the two while decoding: nothing is written down.

mod base64;
mod decimal;
mod digits;
mod escaped;
mod json;
mod outcome;
mod percent;

pub(super) use base64::{SKIPPED_BITS, digit_values as base64_values, digits as base64_digits};
pub(super) use digits::hex_digit;
pub(super) use escaped::{escapes, short_escape};
pub(super) use json::{escaped as escaped_for_json, needs_escape as needs_escape_in_json};
pub(super) use outcome::Outcome;

use super::text::Text;
use super::units::Pieces;

/// A way to write a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Disguise {
    /// As it is.
    Plain,
    /// With any of its bytes as `%XX` (RFC 3986), and spaces perhaps as `+`.
    Percent,
    /// With any of its characters escaped as JSON, Rust's `Debug` and `escape_default`, or a shell do.
    Escaped,
    /// In hexadecimal digits.
    Hex,
    /// In base64 of either alphabet, behind so many bytes of a group of three.
    Base64(u8),
    /// In base64, as a part of a JSON text, in which some of its bytes are escaped.
    Base64OfJson(u8),
    /// As a list of numbers: `Debug` of bytes, or an array of JSON.
    Decimal,
}

impl Disguise {
    /// Compares the text from a place on with the secret in this disguise.
    pub(super) fn compare(self, pieces: Pieces<'_>, text: Text<'_>, at: usize) -> Outcome {
        match self {
            Self::Plain => plain(pieces, text, at),
            Self::Percent => percent::compare(pieces, text, at),
            Self::Escaped => escaped::compare(pieces, text, at),
            Self::Hex => hex(pieces, text, at),
            Self::Base64(before) => base64::compare(before, pieces.bytes(), text, at),
            Self::Base64OfJson(before) => {
                base64::compare(before, json::escaped(pieces.bytes()), text, at)
            }
            Self::Decimal => decimal::compare(pieces, text, at),
        }
    }
}

fn plain(pieces: Pieces<'_>, text: Text<'_>, at: usize) -> Outcome {
    let mut matched = 0;
    for byte in pieces.bytes() {
        match text.get(at + matched) {
            None => return Outcome::Cut(matched),
            Some(found) if found == byte => matched += 1,
            Some(_) => return Outcome::No,
        }
    }
    Outcome::Whole(at + matched)
}

fn hex(pieces: Pieces<'_>, text: Text<'_>, mut at: usize) -> Outcome {
    for (matched, byte) in pieces.bytes().enumerate() {
        match digits::hex_number(text, at, 2) {
            Err(outcome) => return outcome.after(matched),
            Ok(value) if value == u32::from(byte) => at += 2,
            Ok(_) => return Outcome::No,
        }
    }
    Outcome::Whole(at)
}
