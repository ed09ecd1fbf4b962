use super::base64;
use super::classes::{BASE64, HEX, is_no_end, of};
use super::heads::{is_known, is_known_end};
use super::hex;
use super::public::{GUID, is_guid_of_microsoft};

/// What the compiler takes at once.
const WIDTH: usize = 16;

/// Whether nothing about the text calls for a closer look, so nothing is done about nearly every secret.
///
/// This costs each of them: it is counted in instructions (`.ci/instructions`).
#[inline]
pub(crate) fn is_plain(text: &str, provider: &str, variable: Option<&str>) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first_chunk::<WIDTH>(), bytes.last_chunk::<WIDTH>())
    else {
        return false;
    };
    has_no_sign(bytes, last)
        && is_unknown(bytes, first, last)
        && variable != Some(text)
        && !(bytes.len() == GUID && is_guid_of_microsoft(text, provider))
}

/// Whether it has only the signs that keys have; `last` is its end.
///
/// No branch is inside, so that many bytes are done at once.
#[inline]
fn has_no_sign(bytes: &[u8], last: &[u8; WIDTH]) -> bool {
    /// Makes `<`, `=`, `>`, `?`, `|`, `}`, `~` and DEL one, and nothing else of ASCII above that.
    const FOLD: u8 = 0x43;

    let (mut low, mut high) = ([u8::MAX; WIDTH], [0; WIDTH]);
    // The last overlaps with the one before.
    let (mut chunk, mut rest) = (last, bytes);
    loop {
        for (low, byte) in low.iter_mut().zip(chunk) {
            *low = (*low).min(*byte);
        }
        for (high, byte) in high.iter_mut().zip(chunk) {
            *high = (*high).max(*byte | FOLD);
        }
        match rest.split_first_chunk() {
            Some((next, behind)) if !behind.is_empty() => (chunk, rest) = (next, behind),
            _ => break,
        }
    }
    // White space, and what stands before `+`: quotes, brackets, `$`, `%`, `&`, `*`.
    let is_odd = |(low, high): (&u8, &u8)| u8::from(*low < b'+') | u8::from(*high >= 0x7f);
    low.iter().zip(&high).map(is_odd).fold(0, |all, one| all | one) == 0
}

/// Whether it begins, goes on and ends like nothing that is known.
#[inline]
fn is_unknown(bytes: &[u8], first: &[u8; WIDTH], last: &[u8; WIDTH]) -> bool {
    let (Some(head), Some(tail)) = (first.first_chunk::<4>(), last.last_chunk::<4>()) else {
        return false;
    };
    let [.., before, end] = *tail;
    let classes = of(*head);
    !is_known(*head)
        && !is_known_end(*tail)
        && !is_no_end(end)
        // A line break as two characters.
        && before != b'\\'
        && !is_repeated(bytes)
        && (classes == 0 || is_by_chance(classes, bytes))
}

/// As in `sk-xxxxxxxxxxxxxxxx`, and a text that stands there twice.
#[inline]
fn is_repeated(bytes: &[u8]) -> bool {
    const ENOUGH: usize = 8;

    let half = bytes.len() / 2;
    matches!(bytes.get(half - 2..half + 1), Some([a, b, c]) if a == b && b == c)
        || bytes.get(bytes.len() - half..).and_then(<[u8]>::first_chunk::<ENOUGH>)
            == bytes.first_chunk()
}

/// Whether what random letters may be is not what it might be.
fn is_by_chance(classes: u8, bytes: &[u8]) -> bool {
    const GUESSES: u8 = BASE64 | HEX;

    classes & !GUESSES == 0
        && !(classes & BASE64 != 0 && base64::may_hold_key(bytes))
        && !(classes & HEX != 0 && hex::may_hold_key(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_seen(text: &str) -> bool {
        !is_plain(text, "example", None)
    }

    #[test]
    fn a_sign_is_seen_wherever_it_stands() {
        let key = "k9qZm77xR3vT5yW8".repeat(3);
        assert!(!is_seen(&key));
        for at in 0..key.len() {
            for sign in " \n\u{7f}\u{a0}!\"#$%&'()*<=>?|}~".chars() {
                let mut text = key.clone();
                text.insert(at, sign);
                assert!(is_seen(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_known_by_its_end_or_stands_twice_is_seen() {
        for text in [
            "k9qZm77xR3vT5yW8.txt",
            "k9qZm77xR3vT5yW8HERE",
            "k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8",
            "k9qZm77xR3vT5yW8:k9qZm77xR3vT5yW8",
            "k9qZm77xR3vT5yW8,",
            "k9qZm77xR3vT5yW8\\n",
            "q7k9qxxxxxxxxxxxxxx",
            "e9:7d:1f:0a:93:c5:e8:b2:64",
        ] {
            assert!(is_seen(text), "{text}");
        }
        let guid = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";
        assert!(is_plain(guid, "acme", None) && !is_plain(guid, "azure", None));
    }
}
