//! CRC-32C (RFC 3720, appendix B.4): what Google keeps beside a secret, so that a byte that was changed on the way shows.
//! One table of 1 KiB, made by the compiler; secrets have at most 64 KiB, so that nothing faster is worth a crate.

/// Bits are in reverse: the polynomial 0x1EDC6F41.
const POLYNOMIAL: u32 = 0x82F6_3B78;

const TABLE: [u32; 256] = table();

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0_u32;
    while byte < 256 {
        let (mut value, mut bit) = (byte, 0);
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ POLYNOMIAL } else { value >> 1 };
            bit += 1;
        }
        table[byte as usize] = value;
        byte += 1;
    }
    table
}

pub(crate) fn crc32c(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        let [low, ..] = sum.to_le_bytes();
        let entry = TABLE.get(usize::from(low ^ byte)).copied().unwrap_or_default();
        sum = (sum >> 8) ^ entry;
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3720, appendix B.4, read as numbers, and the check value that catalogues of CRCs have.
    #[test]
    fn the_examples_of_the_rfc() {
        let ascending: Vec<u8> = (0..32).collect();
        let descending: Vec<u8> = (0..32).rev().collect();
        for (bytes, expected) in [
            (&[0; 32][..], 0x8A91_36AA),
            (&[0xFF; 32], 0x62A8_AB43),
            (&ascending, 0x46DD_794E),
            (&descending, 0x113F_DB5C),
            (b"123456789", 0xE306_9283),
            (b"", 0),
        ] {
            assert_eq!(crc32c(bytes), expected, "{bytes:?}");
        }
    }
}
