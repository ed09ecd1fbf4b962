use super::digits::hex_number;
use super::outcome::Outcome;
use crate::redact::text::Text;
use crate::redact::units::Pieces;

/// Which bytes are encoded differs from program to program, so any may be.
pub(super) fn compare(pieces: Pieces<'_>, text: Text<'_>, mut at: usize) -> Outcome {
    for (matched, byte) in pieces.bytes().enumerate() {
        match text.get(at) {
            None => return Outcome::Cut(matched),
            Some(b'%') => match hex_number(text, at + 1, 2) {
                Err(outcome) => return outcome.after(matched),
                Ok(value) if value == u32::from(byte) => at += 3,
                Ok(_) => return Outcome::No,
            },
            Some(found) if found == byte || (found == b'+' && byte == b' ') => at += 1,
            Some(_) => return Outcome::No,
        }
    }
    Outcome::Whole(at)
}
