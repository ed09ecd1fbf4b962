//! The signs that a text has, by a look at many bytes at once.

/// What the compiler takes at once.
const WIDTH: usize = 16;

/// Whether it is as long as a key, and has only the signs that keys have: no white space, quotes, brackets of HTML,
/// and none of `!`, `#`, `$`, `%`, `&`, `*`, `:`, `;`, `=`, `?`, `@`, `{`, `|`, `~`, and nothing that is not ASCII.
///
/// Each value is asked once, so this is counted in instructions (`.ci/instructions`). No branch is on a byte.
#[inline]
pub(crate) fn has_signs_of_keys(bytes: &[u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else {
        return false;
    };
    let mut seen = Seen::new();
    seen.add(first);
    // Each may overlap with the one before.
    seen.add(last);
    if bytes.len() <= 2 * WIDTH {
        return !seen.is_odd();
    }
    let middle = bytes.get(WIDTH..bytes.len() - WIDTH).unwrap_or_default();
    if let Some(chunk) = bytes.get(WIDTH..).and_then(<[u8]>::first_chunk) {
        seen.add(chunk);
    }
    if let Some(chunk) = bytes.get(..bytes.len() - WIDTH).and_then(<[u8]>::last_chunk) {
        seen.add(chunk);
    }
    !seen.is_odd() && (middle.len() <= 2 * WIDTH || are_all(middle))
}

/// The same of the middle of a longer one, whose ends were looked at.
#[cold]
#[inline(never)]
fn are_all(bytes: &[u8]) -> bool {
    let mut seen = Seen::new();
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        seen.add(chunk);
        rest = behind;
    }
    !seen.is_odd()
}

/// The lowest and the highest bytes, and the lowest from `:` on, by their place in a chunk.
struct Seen {
    low: [u8; WIDTH],
    high: [u8; WIDTH],
    behind_digits: [u8; WIDTH],
}

impl Seen {
    #[inline]
    fn new() -> Self {
        Self { low: [u8::MAX; WIDTH], high: [0; WIDTH], behind_digits: [u8::MAX; WIDTH] }
    }

    #[inline]
    fn add(&mut self, chunk: &[u8; WIDTH]) {
        for (low, byte) in self.low.iter_mut().zip(chunk) {
            *low = (*low).min(*byte);
        }
        for (high, byte) in self.high.iter_mut().zip(chunk) {
            *high = (*high).max(*byte);
        }
        for (behind, byte) in self.behind_digits.iter_mut().zip(chunk) {
            *behind = (*behind).min(byte.wrapping_sub(b':'));
        }
    }

    #[inline]
    fn is_odd(&self) -> bool {
        // White space, and what stands before `+`: quotes, brackets, `$`, `%`, `&`, `*`; then `:` to `@`, and what comes
        // behind `z`.
        let is_odd = |((low, high), behind): ((&u8, &u8), &u8)| {
            u8::from(*low < b'+') | u8::from(*high > b'z') | u8::from(*behind <= b'@' - b':')
        };
        let ends = self.low.iter().zip(&self.high);
        ends.zip(&self.behind_digits).map(is_odd).fold(0, |all, one| all | one) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_seen_wherever_it_stands() {
        for length in (WIDTH..70).chain([127, 128, 129, 300]) {
            let key = "k9qZm77xR3vT5yW8+/-_.,[]\\^`".repeat(12);
            let key = key.get(..length).unwrap();
            assert!(has_signs_of_keys(key.as_bytes()), "{key}");
            for at in 0..length {
                for sign in 0..=u8::MAX {
                    let mut bytes = key.as_bytes().to_vec();
                    *bytes.get_mut(at).unwrap() = sign;
                    let is_odd = !(b'+'..=b'z').contains(&sign) || (b':'..=b'@').contains(&sign);
                    assert_eq!(has_signs_of_keys(&bytes), !is_odd, "{sign} at {at} of {length}");
                }
            }
        }
        assert!(!has_signs_of_keys(b"k9qZm77xR3vT5yW"));
    }
}
