use super::base64;
use super::doubts::About;
use super::heads::{SMALL, is_head};
use super::hex;

/// What the compiler takes at once.
const WIDTH: usize = 16;

/// Whether nothing about the text calls for a closer look, so nothing is done about nearly every secret.
///
/// This costs each of them: it is counted in instructions (`.ci/instructions`).
pub(crate) fn is_plain(text: &str, about: About) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first_chunk::<WIDTH>(), bytes.last_chunk::<WIDTH>())
    else {
        return false;
    };
    // The last overlaps with the one before.
    let (mut found, mut chunk, mut rest) = ([0; WIDTH], last, bytes);
    loop {
        mark(&mut found, chunk);
        match rest.split_first_chunk() {
            Some(split) => (chunk, rest) = split,
            None => break,
        }
    }
    if found.iter().fold(0, |all, one| all | one) != 0 {
        return false;
    }
    let (head, tail) = (at(first, 0), at(last, WIDTH - 4));
    !is_head(head)
        && !is_ellipsis_or_here(tail)
        && !is_filled(bytes)
        && about.variable != Some(text)
        && !base64::may_hold_key(bytes)
        && !hex::may_hold_key(bytes)
        && !ends_with_break(tail)
}

/// Marks what is not a visible sign of ASCII, and `=`. No branch inside, so that many bytes are done at once.
#[inline]
fn mark(found: &mut [u8; WIDTH], chunk: &[u8; WIDTH]) {
    for (found, byte) in found.iter_mut().zip(chunk) {
        *found |= u8::from(byte.wrapping_sub(b'!') > b'~' - b'!') | u8::from(*byte == b'=');
    }
}

fn at(chunk: &[u8; WIDTH], at: usize) -> u32 {
    let four = chunk.get(at..).and_then(<[u8]>::first_chunk);
    u32::from_le_bytes(four.copied().unwrap_or_default())
}

/// As in `sk-...`, `your-key-here`, by the last four bytes.
fn is_ellipsis_or_here(tail: u32) -> bool {
    tail | SMALL == u32::from_le_bytes(*b"here") || tail >> 8 == u32::from_le_bytes(*b"...\0")
}

/// As in `…\n`, where the break is two characters, and `…%0A`; or in a sign that keys do not end in.
fn ends_with_break(tail: u32) -> bool {
    let [_, third, second, last] = tail.to_le_bytes();
    second == b'\\'
        || third == b'%' && second == b'0'
        || !last.is_ascii_alphanumeric() && !matches!(last, b'-' | b'_')
}

/// As in `sk-xxxxxxxxxxxxxxxx`.
fn is_filled(bytes: &[u8]) -> bool {
    let half = bytes.len() / 2;
    matches!(bytes.get(half - 2..half + 1), Some([a, b, c]) if a == b && b == c)
}
