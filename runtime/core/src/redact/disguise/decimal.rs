use super::outcome::Outcome;
use crate::redact::text::Text;
use crate::redact::units::Pieces;

/// The most white space between two numbers: `{:#?}` has each on a line of its own, indented.
const MOST_SPACE: usize = 64;

pub(super) fn compare(pieces: Pieces<'_>, text: Text<'_>, mut at: usize) -> Outcome {
    for (matched, byte) in pieces.bytes().enumerate() {
        if matched > 0 {
            match text.get(at) {
                None => return Outcome::Cut(matched),
                Some(b',') => at += 1,
                Some(_) => return Outcome::No,
            }
            let most = at + MOST_SPACE;
            while at < most && text.get(at).is_some_and(|found| found.is_ascii_whitespace()) {
                at += 1;
            }
        }
        let digits = [byte / 100, byte / 10 % 10, byte % 10];
        let zeros = digits.iter().take(2).take_while(|digit| **digit == 0).count();
        for digit in digits.iter().skip(zeros) {
            match text.get(at) {
                None => return Outcome::Cut(matched),
                Some(found) if found == b'0' + digit => at += 1,
                Some(_) => return Outcome::No,
            }
        }
    }
    Outcome::Whole(at)
}
