use std::io::{ErrorKind, Read};

use zeroize::Zeroizing;

/// All that is written, or `None` if that is more than `most` bytes.
///
/// The buffer has its full size from the start, because one that grew would leave copies.
pub(crate) fn read(mut output: impl Read, most: usize) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; most.saturating_add(1)]);
    let mut length = 0;
    while let Some(room) = bytes.get_mut(length..).filter(|room| !room.is_empty()) {
        match output.read(room) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    bytes.truncate(length);
    (length <= most).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_limit_is_the_most_that_is_read() {
        for (length, expected) in [(0, Some(0)), (7, Some(7)), (8, Some(8)), (9, None)] {
            let written = vec![b'x'; length];
            assert_eq!(read(written.as_slice(), 8).map(|bytes| bytes.len()), expected);
        }
        assert!(read(std::io::repeat(b'x'), 100).is_none());
    }
}
