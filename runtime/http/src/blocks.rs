//! Bytes whose number is not known before: in blocks that are wiped, because a buffer that grew would leave copies.

use zeroize::Zeroizing;

const BLOCK: usize = 16 * 1024;

#[derive(Default)]
pub(crate) struct Blocks {
    all: Vec<Zeroizing<Vec<u8>>>,
    length: usize,
}

impl Blocks {
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn push(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len();
        while !bytes.is_empty() {
            let free = self.all.last().map_or(0, |last| BLOCK - last.len());
            if free == 0 {
                self.all.push(Zeroizing::new(Vec::with_capacity(BLOCK)));
            }
            let count = bytes.len().min(if free == 0 { BLOCK } else { free });
            let (now, later) = bytes.split_at_checked(count).unwrap_or((bytes, &[]));
            if let Some(last) = self.all.last_mut() {
                last.extend_from_slice(now);
            }
            bytes = later;
        }
    }

    /// All in one buffer of that size.
    pub(crate) fn joined(self) -> Zeroizing<Vec<u8>> {
        let mut whole = Zeroizing::new(Vec::with_capacity(self.length));
        for block in &self.all {
            whole.extend_from_slice(block);
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_block_grows() {
        for step in [1, 7, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let bytes: Vec<u8> = (0..=250).cycle().take(5 * BLOCK + 3).collect();
            let mut blocks = Blocks::default();
            for piece in bytes.chunks(step) {
                blocks.push(piece);
            }
            assert_eq!(blocks.len(), bytes.len());
            assert!(blocks.all.iter().all(|block| block.capacity() == BLOCK));
            let whole = blocks.joined();
            assert!(*whole == bytes && whole.capacity() == bytes.len(), "{step}");
        }
    }
}
