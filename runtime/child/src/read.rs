use std::io::{ErrorKind, Read};

use zeroize::Zeroizing;

/// What is written. It has its full size from the start, because a buffer that grew would leave copies.
pub(crate) struct Buffer {
    bytes: Zeroizing<Vec<u8>>,
    length: usize,
}

impl Buffer {
    /// For `most` bytes, and one more.
    pub(crate) fn new(most: usize) -> Self {
        Self { bytes: Zeroizing::new(vec![0; most.saturating_add(1)]), length: 0 }
    }

    /// Reads once. Whether more may come: not at the end, and not if the buffer is full.
    pub(crate) fn read(&mut self, output: &mut impl Read) -> bool {
        let Some(room) = self.bytes.get_mut(self.length..).filter(|room| !room.is_empty()) else {
            return false;
        };
        match output.read(room) {
            Ok(0) => false,
            Ok(count) => {
                self.length += count;
                self.length < self.bytes.len()
            }
            Err(error) => error.kind() == ErrorKind::Interrupted,
        }
    }

    /// All of it, or `None` if that is more than the most.
    pub(crate) fn into_written(mut self) -> Option<Zeroizing<Vec<u8>>> {
        let is_within = self.length < self.bytes.len();
        self.bytes.truncate(self.length);
        is_within.then_some(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Buffer;

    fn read(mut output: impl std::io::Read, most: usize) -> Option<zeroize::Zeroizing<Vec<u8>>> {
        let mut buffer = Buffer::new(most);
        while buffer.read(&mut output) {}
        buffer.into_written()
    }

    #[test]
    fn the_limit_is_the_most_that_is_read() {
        for (length, expected) in [(0, Some(0)), (7, Some(7)), (8, Some(8)), (9, None)] {
            let written = vec![b'x'; length];
            assert_eq!(read(written.as_slice(), 8).map(|bytes| bytes.len()), expected);
        }
        assert!(read(std::io::repeat(b'x'), 100).is_none());
    }
}
