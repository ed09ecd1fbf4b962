//! Base64 of a text that is no secret: what was encoded for a store before anybody put the secret in.

use core::str;

use super::placeholder::is_placeholder;
use super::reference::is_reference;
use super::response::is_response;
use super::template::is_template;
use crate::spec::Encoding;
use crate::value::encoded::base64::group;
use crate::value::encoded::encoding::decode;
use crate::value::letters::alphabet::{Alphabet, DIGIT, EQUALS, LOWER, PLUS, SLASH, UPPER};

/// Whether it is base64 of a placeholder, a template, a reference or an error. Of random letters nearly none decode to text.
pub(in crate::value) fn is_encoded_nothing(text: &str, signs: Alphabet) -> bool {
    const SHORTEST: usize = 8;
    const LONGEST: usize = 256;
    /// Longer ones without a sign pass the fast look.
    const PLAIN: usize = 16;

    if !matches!(text.len(), SHORTEST..=LONGEST)
        || !signs.is_within(UPPER | LOWER | DIGIT | PLUS | SLASH | EQUALS)
        || !signs.has(EQUALS) && text.len() >= PLAIN
        || !begins_as_text(text.as_bytes())
    {
        return false;
    }
    let Some(bytes) = decode(text, Encoding::Base64) else { return false };
    let Ok(inside) = str::from_utf8(&bytes) else { return false };
    let inside = inside.trim_end();
    inside.len() > 3
        && inside.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'))
        && (is_placeholder(inside)
            || is_template(inside)
            || is_reference(inside)
            || is_response(inside))
}

/// Whether the first three bytes are letters or signs of ASCII, which tells of most keys that they are no text.
fn begins_as_text(digits: &[u8]) -> bool {
    let Some(bytes) = digits.first_chunk().copied().and_then(group) else { return false };
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_too_early_is_told() {
        let is = |text: &str| is_encoded_nothing(text, Alphabet::of(text));
        for text in [
            "bnVsbAo=",
            "Y2hhbmdlbWU=",
            "PGFwaS1rZXk+",
            "e3sgLlZhbHVlcy5rZXkgfX0=",
            "b3A6Ly94L3kveg==",
        ] {
            assert!(is(text), "{text}");
        }
        for text in ["ZXhhbXBsZU5vdEFLZXk5", "password", "k9qZm77x", "bnVs", "azlxWm03Nw=="] {
            assert!(!is(text), "{text}");
        }
    }
}
