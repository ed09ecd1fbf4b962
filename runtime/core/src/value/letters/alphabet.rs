//! Which signs a text is made of, found in one pass: most rules look for one that keys do not have, so they need not
//! be asked.

use super::text::fold;

/// The signs of a text, as a set of those below.
#[derive(Clone, Copy)]
pub(in crate::value) struct Alphabet(u32);

pub(in crate::value) const SPACE: u32 = of_sign(b' ');
pub(in crate::value) const CONTROL: u32 = of_sign(b'\n');
/// What is not ASCII.
pub(in crate::value) const OTHER: u32 = of_sign(0x80);
pub(in crate::value) const QUOTE: u32 = of_sign(b'"');
pub(in crate::value) const BANG: u32 = of_sign(b'!');
pub(in crate::value) const HASH: u32 = of_sign(b'#');
pub(in crate::value) const DOLLAR: u32 = of_sign(b'$');
pub(in crate::value) const PERCENT: u32 = of_sign(b'%');
pub(in crate::value) const AMPERSAND: u32 = of_sign(b'&');
/// `(` and `)`.
pub(in crate::value) const PARENTHESIS: u32 = of_sign(b'(');
pub(in crate::value) const STAR: u32 = of_sign(b'*');
pub(in crate::value) const PLUS: u32 = of_sign(b'+');
pub(in crate::value) const COMMA: u32 = of_sign(b',');
pub(in crate::value) const DASH: u32 = of_sign(b'-');
pub(in crate::value) const DOT: u32 = of_sign(b'.');
pub(in crate::value) const SLASH: u32 = of_sign(b'/');
pub(in crate::value) const COLON: u32 = of_sign(b':');
pub(in crate::value) const SEMICOLON: u32 = of_sign(b';');
/// `<` and `>`.
pub(in crate::value) const ANGLE: u32 = of_sign(b'<');
pub(in crate::value) const EQUALS: u32 = of_sign(b'=');
pub(in crate::value) const QUESTION: u32 = of_sign(b'?');
pub(in crate::value) const AT: u32 = of_sign(b'@');
/// `[` and `]`.
pub(in crate::value) const BRACKET: u32 = of_sign(b'[');
pub(in crate::value) const BACKSLASH: u32 = of_sign(b'\\');
pub(in crate::value) const UNDERSCORE: u32 = of_sign(b'_');
/// `{` and `}`.
pub(in crate::value) const BRACE: u32 = of_sign(b'{');
pub(in crate::value) const PIPE: u32 = of_sign(b'|');
pub(in crate::value) const TILDE: u32 = of_sign(b'~');
pub(in crate::value) const CARET: u32 = of_sign(b'^');
pub(in crate::value) const UPPER: u32 = of_sign(b'A');
pub(in crate::value) const LOWER: u32 = of_sign(b'a');
pub(in crate::value) const DIGIT: u32 = of_sign(b'0');

/// Of the keys of most providers.
pub(in crate::value) const OF_KEYS: u32 = UPPER | LOWER | DIGIT | DASH | UNDERSCORE;

impl Alphabet {
    pub(in crate::value) fn of(text: &str) -> Self {
        Self(fold(text.as_bytes(), &SIGNS))
    }

    /// The others alone.
    pub(in crate::value) fn without(self, signs: u32) -> Self {
        Self(self.0 & !signs)
    }

    /// Whether one of these is in the text.
    #[inline]
    pub(in crate::value) fn has(self, signs: u32) -> bool {
        self.0 & signs != 0
    }

    /// Whether all of these are in it.
    #[inline]
    pub(in crate::value) fn has_all(self, signs: u32) -> bool {
        self.0 & signs == signs
    }

    /// Whether nothing else is in it.
    #[inline]
    pub(in crate::value) fn is_within(self, signs: u32) -> bool {
        self.0 & !signs == 0
    }
}

static SIGNS: [u32; 256] = {
    let mut signs = [0; 256];
    let mut at = 0_u8;
    loop {
        #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
        {
            signs[at as usize] = of_sign(at);
        }
        if at == u8::MAX {
            break signs;
        }
        at += 1;
    }
};

const fn of_sign(sign: u8) -> u32 {
    let bit = match sign {
        b'a'..=b'z' => 0,
        b'A'..=b'Z' => 1,
        b'0'..=b'9' => 2,
        b' ' => 3,
        0..=0x1f | 0x7f => 4,
        0x80.. => 5,
        b'"' | b'\'' | b'`' => 6,
        b'!' => 7,
        b'#' => 8,
        b'$' => 9,
        b'%' => 10,
        b'&' => 11,
        b'(' | b')' => 12,
        b'*' => 13,
        b'+' => 14,
        b',' => 15,
        b'-' => 16,
        b'.' => 17,
        b'/' => 18,
        b':' => 19,
        b';' => 20,
        b'<' | b'>' => 21,
        b'=' => 22,
        b'?' => 23,
        b'@' => 24,
        b'[' | b']' => 25,
        b'\\' => 26,
        b'_' => 27,
        b'{' | b'}' => 28,
        b'|' => 29,
        b'~' => 30,
        b'^' => 31,
    };
    1 << bit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_of_one_kind() {
        let all: Vec<u32> = (0..=u8::MAX).map(of_sign).collect();
        assert!(all.iter().all(|kind| kind.is_power_of_two()));
        assert_eq!(all.iter().fold(0, |all, kind| all | kind), u32::MAX);
    }

    #[test]
    fn the_signs_of_a_text() {
        let key = Alphabet::of("k9qZ_m7");
        assert!(key.has(UNDERSCORE | DOT) && key.has_all(UPPER | LOWER | DIGIT));
        assert!(key.is_within(OF_KEYS) && !key.has(DOT) && !key.has_all(DOT | UPPER));
        assert!(Alphabet::of("k\u{e9}").has(OTHER) && Alphabet::of("k\u{7f}").has(CONTROL));
        assert!(Alphabet::of("").is_within(0));
    }
}
