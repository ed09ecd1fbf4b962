//! Stanzas, as a plug-in and its client send them to each other.

use std::io::BufRead;

use zeroize::{Zeroize, Zeroizing};

/// Of a line of a body.
const COLUMNS: usize = 64;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A stanza: its words, and a body that may be a key.
pub(super) struct Message {
    pub(super) words: Vec<String>,
    pub(super) body: Zeroizing<Vec<u8>>,
}

/// Adds a stanza: `-> ` and its words, and the body in lines of which the last is not full.
pub(super) fn write(out: &mut Vec<u8>, words: &[&str], body: &[u8]) {
    out.extend_from_slice(b"-> ");
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word.as_bytes());
    }
    out.push(b'\n');
    let mut column = 0;
    for three in body.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            let digit = DIGITS.get((bits >> (18 - 6 * at) & 63) as usize);
            out.push(digit.copied().unwrap_or_default());
            column += 1;
            if column == COLUMNS {
                out.push(b'\n');
                column = 0;
            }
        }
    }
    out.push(b'\n');
}

/// The next stanza; `None` if there is none, or none that is whole.
pub(super) fn read(input: &mut impl BufRead) -> Option<Message> {
    let line = line(input)?;
    let text = core::str::from_utf8(&line).ok()?.strip_prefix("-> ")?;
    let words = text.split(' ').map(str::to_owned).collect();
    let mut body = Zeroizing::new(Vec::with_capacity(1024));
    loop {
        let line = self::line(input)?;
        if line.len() > COLUMNS || body.len() + COLUMNS > 1024 {
            return None;
        }
        decode(&line, &mut body)?;
        if line.len() < COLUMNS {
            return Some(Message { words, body });
        }
    }
}

/// A line without its end.
fn line(input: &mut impl BufRead) -> Option<Zeroizing<Vec<u8>>> {
    /// Words of a stanza are short.
    const MOST: usize = 1024;

    let mut line = Zeroizing::new(Vec::with_capacity(MOST));
    let mut byte = [0];
    loop {
        if line.len() == MOST || input.read_exact(&mut byte).is_err() {
            return None;
        }
        if byte == *b"\n" {
            byte.zeroize();
            return Some(line);
        }
        line.extend_from_slice(&byte);
    }
}

/// Base64 without padding (RFC 4648, section 4), whose unused bits are zero.
fn decode(line: &[u8], out: &mut Vec<u8>) -> Option<()> {
    for four in line.chunks(4) {
        let mut bits = 0_u32;
        for digit in four {
            let value = DIGITS.iter().position(|known| known == digit)?;
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        let (bytes, unused) = match four.len() {
            4 => (3, 0),
            3 => (2, 2),
            2 => (1, 4),
            _ => return None,
        };
        if bits & ((1 << unused) - 1) != 0 {
            return None;
        }
        let bits = bits >> unused;
        for at in (0..bytes).rev() {
            out.push((bits >> (8 * at) & 0xff) as u8);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests say what must hold, and plainly")]

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for length in 0..200_u8 {
            let body: Vec<u8> = (0..length).map(|n| n.wrapping_mul(97)).collect();
            let mut out = Vec::new();
            write(&mut out, &["file-key", "0"], &body);
            assert!(out.split(|byte| *byte == b'\n').all(|line| line.len() <= 64));
            let read = read(&mut &*out).unwrap();
            assert_eq!(read.words, ["file-key", "0"]);
            assert_eq!(*read.body, body, "{length}");
        }
    }

    #[test]
    fn what_is_no_stanza_is_none() {
        for text in
            ["", "-> done", "done\n\n", "-> x\nA\n", "-> x\nAB\n", "-> x\nA*==\n", "-> x\nAAAA"]
        {
            assert!(read(&mut text.as_bytes()).is_none(), "{text:?}");
        }
        let endless = b"-> x\n".iter().chain(b"A".iter().cycle().take(5000));
        assert!(read(&mut &*endless.copied().collect::<Vec<u8>>()).is_none());
    }
}
