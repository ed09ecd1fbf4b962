//! How each disguise of a secret begins.

use super::disguise::{
    Disguise, SKIPPED_BITS, base64_digits, base64_values, escapes, hex_digit, short_escape,
};

/// The first bytes of a disguise, and the fourth if that is decided, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Anchor {
    pub(super) key: [u8; 3],
    pub(super) fourth: Option<u8>,
    pub(super) disguise: Disguise,
}

/// Those of a secret with these first bytes.
pub(super) fn anchors(first: [u8; 4]) -> Vec<Anchor> {
    let mut anchors = Anchors(Vec::with_capacity(48));
    let [a, b, c, d] = first;
    anchors.add([a, b, c], Some(d), Disguise::Plain);
    anchors.percent(first);
    anchors.escaped(first);
    for is_upper in [false, true] {
        let digit = |byte: u8, at: u32| hex_digit(u32::from(byte) >> (4 * at), is_upper);
        let key = [digit(a, 1), digit(a, 0), digit(b, 1)];
        anchors.add(key, Some(digit(b, 0)), Disguise::Hex);
    }
    anchors.base64(first, Disguise::Base64);
    anchors.decimal(a);
    anchors.done()
}

/// Those of a secret in base64 of JSON, with the first bytes that it has in JSON.
pub(super) fn anchors_of_escaped(first: [u8; 4]) -> Vec<Anchor> {
    let mut anchors = Anchors(Vec::new());
    anchors.base64(first, Disguise::Base64OfJson);
    anchors.done()
}

struct Anchors(Vec<Anchor>);

impl Anchors {
    fn add(&mut self, key: [u8; 3], fourth: Option<u8>, disguise: Disguise) {
        self.0.push(Anchor { key, fourth, disguise });
    }

    fn percent(&mut self, [a, b, c, d]: [u8; 4]) {
        let is = Disguise::Percent;
        // Spaces are also written as a plus sign.
        let plus = |byte| if byte == b' ' { b'+' } else { byte };
        for [a, b, c, d] in [[a, b, c, d], [plus(a), plus(b), plus(c), plus(d)]] {
            self.add([a, b, c], Some(d), is);
            self.add([a, b, c], Some(b'%'), is);
            self.add([a, b, b'%'], None, is);
            for is_upper in [false, true] {
                self.add([a, b'%', hex_digit(u32::from(b) >> 4, is_upper)], None, is);
            }
        }
        for is_upper in [false, true] {
            let digit = |at: u32| hex_digit(u32::from(a) >> (4 * at), is_upper);
            self.add([b'%', digit(1), digit(0)], None, is);
        }
    }

    fn escaped(&mut self, first: [u8; 4]) {
        let is = Disguise::Escaped;
        let [a, b, c, d] = first;
        self.add([a, b, c], Some(d), is);
        self.add([a, b, c], Some(b'\\'), is);
        self.add([a, b, b'\\'], None, is);
        for next in [Some(b'u'), Some(b'x'), short_escape(b)].into_iter().flatten() {
            self.add([a, b'\\', next], None, is);
        }
        for is_upper in [false, true] {
            for [a, b, c, d] in escapes(first, is_upper).into_iter().flatten() {
                self.add([a, b, c], Some(d), is);
            }
        }
        if let Some(short) = short_escape(a) {
            for next in [b, b'\\'] {
                self.add([b'\\', short, next], None, is);
            }
        }
    }

    fn base64(&mut self, first: [u8; 4], disguise: fn(u8) -> Disguise) {
        for (before, _) in (0_u8..).zip(SKIPPED_BITS) {
            let digits = base64_values(usize::from(before), first).map(base64_digits);
            // A text keeps to one alphabet.
            for alphabet in 0..2_usize {
                let [a, b, c, d] =
                    digits.map(|digit| digit.get(alphabet).copied().unwrap_or(digit[0]));
                self.add([a, b, c], Some(d), disguise(before));
            }
            if digits.iter().any(|[digit, _]| !digit.is_ascii_alphanumeric()) {
                for is_upper in [false, true] {
                    let mut text = digits.into_iter().flat_map(|digit| in_url(digit, is_upper));
                    let [a, b, c, d] = [(); 4].map(|()| text.next());
                    if let (Some(a), Some(b), Some(c)) = (a, b, c) {
                        self.add([a, b, c], d, disguise(before));
                    }
                }
            }
        }
    }

    fn done(mut self) -> Vec<Anchor> {
        self.0.sort_unstable();
        self.0.dedup();
        self.0
    }

    /// The first number, and what stands behind it in any notation.
    fn decimal(&mut self, first: u8) {
        let is = Disguise::Decimal;
        let [a, b, c] = [first / 100, first / 10 % 10, first % 10].map(|digit| b'0' + digit);
        match first {
            100.. => self.add([a, b, c], Some(b','), is),
            10.. => self.add([b, c, b','], None, is),
            _ => {
                for next in [b' ', b'\n', b'\r'].into_iter().chain(b'0'..=b'9') {
                    self.add([c, b',', next], None, is);
                }
            }
        }
    }
}

/// A digit of base64, percent-encoded if URLs have that.
fn in_url([digit, _]: [u8; 2], is_upper: bool) -> impl Iterator<Item = u8> {
    let (text, length) = if digit.is_ascii_alphanumeric() {
        ([digit, 0, 0], 1)
    } else {
        ([b'%', b'2', hex_digit(u32::from(digit), is_upper)], 3)
    };
    text.into_iter().take(length)
}
