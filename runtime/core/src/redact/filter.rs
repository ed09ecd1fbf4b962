//! Which places of a text may be where something begins.
//!
//! An automaton over the anchors of all disguises looks each byte up by the result of the look-up before, and with a
//! thousand anchors has left the first cache; this looks up each place by itself. The bench `redact` has both.

pub(super) struct Filter {
    /// For each two bytes, which third ones follow, by their lowest five bits.
    thirds: Box<[u32; PAIRS]>,
    /// The same of the second and third byte, and the fourth. It is asked seldom.
    fourths: Box<[u32; PAIRS]>,
    firsts: [bool; 256],
}

const PAIRS: usize = 1 << 16;

/// So many places are asked together, for which so many bytes are needed.
const STEP: usize = 8;
const CHUNK: usize = STEP + 2;

impl Filter {
    /// Of what begins with three bytes, and perhaps a certain fourth.
    pub(super) fn of(beginnings: impl Iterator<Item = ([u8; 3], Option<u8>)>) -> Self {
        let (mut thirds, mut fourths, mut firsts) = (table(), table(), [false; 256]);
        for ([a, b, c], d) in beginnings {
            add(&mut thirds, a, b, bit(c));
            add(&mut fourths, b, c, d.map_or(u32::MAX, bit));
            if let Some(first) = firsts.get_mut(usize::from(a)) {
                *first = true;
            }
        }
        Self { thirds, fourths, firsts }
    }

    /// The lowest bit.
    #[inline]
    fn third(&self, a: u8, b: u8, c: u8) -> u32 {
        self.thirds.get(index(a, b)).copied().unwrap_or(0) >> (c & 31) & 1
    }

    /// Whether something may begin with these; what is `None` is behind the end of the text.
    pub(super) fn may_begin(&self, [a, b, c, d]: [Option<u8>; 4]) -> bool {
        match (a, b, c, d) {
            (None, ..) => false,
            (Some(a), None, ..) => self.firsts.get(usize::from(a)).copied().unwrap_or(false),
            (Some(a), Some(b), None, _) => {
                self.thirds.get(index(a, b)).is_some_and(|bits| *bits != 0)
            }
            (Some(a), Some(b), Some(c), d) => {
                let fourths = || self.fourths.get(index(b, c)).copied().unwrap_or(0);
                self.third(a, b, c) != 0 && d.is_none_or(|d| fourths() & bit(d) != 0)
            }
        }
    }

    /// The first place where something may begin, or begins to.
    pub(super) fn find(&self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            if let Some(found) = self.find_in(chunk, bytes, at, u32::MAX) {
                return Some(found);
            }
            at += STEP;
        }
        // The last chunk also has places that were asked already.
        if let (Some(chunk), Some(last)) = (bytes.last_chunk(), bytes.len().checked_sub(CHUNK)) {
            if let Some(found) = self.find_in(chunk, bytes, last, u32::MAX << (at - last)) {
                return Some(found);
            }
            at = last + STEP;
        }
        (at..bytes.len()).find(|place| self.may_begin(four(bytes, *place)))
    }

    /// Of the places of a chunk that `mask` has.
    #[inline]
    fn find_in(&self, chunk: &[u8; CHUNK], bytes: &[u8], at: usize, mask: u32) -> Option<usize> {
        let of = chunk;
        let mut bits = self.third(of[0], of[1], of[2])
            | self.third(of[1], of[2], of[3]) << 1
            | self.third(of[2], of[3], of[4]) << 2
            | self.third(of[3], of[4], of[5]) << 3
            | self.third(of[4], of[5], of[6]) << 4
            | self.third(of[5], of[6], of[7]) << 5
            | self.third(of[6], of[7], of[8]) << 6
            | self.third(of[7], of[8], of[9]) << 7;
        bits &= mask;
        while bits != 0 {
            let place = at + bits.trailing_zeros() as usize;
            if self.may_begin(four(bytes, place)) {
                return Some(place);
            }
            bits &= bits - 1;
        }
        None
    }
}

#[expect(clippy::large_stack_arrays, reason = "the closure is never called")]
fn table() -> Box<[u32; PAIRS]> {
    // Made on the heap: the stack may be small. The slice has that length.
    let table = vec![0; PAIRS].into_boxed_slice().try_into();
    table.unwrap_or_else(|_| Box::new([u32::MAX; PAIRS]))
}

fn add(table: &mut [u32; PAIRS], a: u8, b: u8, bits: u32) {
    if let Some(entry) = table.get_mut(index(a, b)) {
        *entry |= bits;
    }
}

fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

fn four(bytes: &[u8], at: usize) -> [Option<u8>; 4] {
    [0, 1, 2, 3].map(|next| bytes.get(at + next).copied())
}

fn index(a: u8, b: u8) -> usize {
    usize::from(u16::from_le_bytes([a, b]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_middle_and_at_the_end() {
        let filter = Filter::of([(*b"abc", Some(b'd'))].into_iter());
        for before in 0..40 {
            let text = ".".repeat(before);
            for (rest, is_found) in [
                ("abc", true),
                ("ab", true),
                ("a", true),
                ("ab.", false),
                ("abc.", false),
                ("abcd", true),
                ("abcd....", true),
                ("", false),
            ] {
                let text = format!("{text}{rest}");
                assert_eq!(filter.find(text.as_bytes()), is_found.then_some(before), "{text}");
            }
        }
    }
}
