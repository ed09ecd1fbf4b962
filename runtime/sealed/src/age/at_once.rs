//! A header, all of it at once.

use std::io::{BufRead, Read, Result};

/// How the last line of a header begins.
const LAST: &[u8] = b"---";

/// Reads a whole header where a line is asked for: the library parses all that it has again after each of them, which
/// for 9,000 recipients takes minutes.
pub(super) struct AtOnce<R>(pub(super) R);

impl<R: Read> Read for AtOnce<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        self.0.read(out)
    }
}

impl<R: BufRead> BufRead for AtOnce<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.0.consume(count);
    }

    fn read_until(&mut self, end: u8, out: &mut Vec<u8>) -> Result<usize> {
        let before = out.len();
        loop {
            let start = out.len();
            let count = self.0.read_until(end, out)?;
            if count == 0 || out.get(start..).is_some_and(|line| line.starts_with(LAST)) {
                return Ok(out.len() - before);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests say what must hold, and plainly")]

    use super::*;

    #[test]
    fn all_lines_to_the_last_of_a_header() {
        let mut reader = AtOnce(&b"v1\n-> x\n\n--- mac\npay\nload"[..]);
        let mut out = Vec::new();
        assert_eq!(reader.read_until(b'\n', &mut out).unwrap(), 17);
        assert_eq!(out, b"v1\n-> x\n\n--- mac\n");
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, b"pay\nload");
        assert_eq!(AtOnce(&b"v1\n-> x"[..]).read_until(b'\n', &mut out).unwrap(), 7);
    }
}
