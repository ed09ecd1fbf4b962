//! SHA-256 (FIPS 180-4) of a few bytes, which is the checksum of wallets: a dependency would be the larger part.

use zeroize::Zeroizing;

const BLOCK: usize = 64;

#[rustfmt::skip]
const ROUNDS: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];

/// The hash. What it was made of is wiped.
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut state = Zeroizing::new([
        0x6a09_e667_u32,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ]);
    let (whole, rest) = bytes.split_at(bytes.len() - bytes.len() % BLOCK);
    for block in whole.chunks_exact(BLOCK) {
        with_block(&mut state, block);
    }
    // A bit, zeros, and the length in bits.
    let mut last = Zeroizing::new([0_u8; 2 * BLOCK]);
    let padded = if rest.len() < BLOCK - 8 { BLOCK } else { 2 * BLOCK };
    let length = (bytes.len() as u64 * 8).to_be_bytes();
    let ends = rest.iter().chain(&[0x80]);
    for (slot, byte) in last.iter_mut().zip(ends) {
        *slot = *byte;
    }
    for (slot, byte) in last.iter_mut().take(padded).rev().zip(length.iter().rev()) {
        *slot = *byte;
    }
    for block in last.chunks_exact(BLOCK).take(padded / BLOCK) {
        with_block(&mut state, block);
    }
    let mut hash = [0; 32];
    for (slot, word) in hash.chunks_exact_mut(4).zip(state.iter()) {
        slot.copy_from_slice(&word.to_be_bytes());
    }
    hash
}

fn with_block(state: &mut [u32; 8], block: &[u8]) {
    // The last sixteen words of the schedule, the oldest first.
    let mut words = Zeroizing::new([0_u32; 16]);
    for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
        *word = bytes.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
    }
    let mut turned = Zeroizing::new(*state);
    for constant in ROUNDS {
        let [word, second, .., tenth, _, _, _, _, fifteenth, _] = *words;
        let [one, two, three, four, five, six, seven, eight] = *turned;
        let upper = five.rotate_right(6) ^ five.rotate_right(11) ^ five.rotate_right(25);
        let added = eight
            .wrapping_add(upper)
            .wrapping_add(five & six ^ !five & seven)
            .wrapping_add(constant)
            .wrapping_add(word);
        let lower = one.rotate_right(2) ^ one.rotate_right(13) ^ one.rotate_right(22);
        let mixed = lower.wrapping_add(one & two ^ one & three ^ two & three);
        *turned = [
            added.wrapping_add(mixed),
            one,
            two,
            three,
            four.wrapping_add(added),
            five,
            six,
            seven,
        ];
        let old = second.rotate_right(7) ^ second.rotate_right(18) ^ second >> 3;
        let new = fifteenth.rotate_right(17) ^ fifteenth.rotate_right(19) ^ fifteenth >> 10;
        let next = word.wrapping_add(old).wrapping_add(tenth).wrapping_add(new);
        words.rotate_left(1);
        let [.., last] = &mut *words;
        *last = next;
    }
    for (word, value) in state.iter_mut().zip(turned.iter()) {
        *word = word.wrapping_add(*value);
    }
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn hashes_of_the_standard() {
        let hex = |text: &[u8]| {
            let digits = sha256(text).map(|byte| format!("{byte:02x}"));
            digits.concat()
        };
        assert_eq!(hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(
            hex(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        );
        assert_eq!(hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        // Of one block and more, by Python's `hashlib`.
        assert_eq!(
            hex(&[0x77; 78]),
            "74ea02fdd14c0557764d07661d375cc143c435830af18b00f4bf22dde8ee52c4"
        );
        assert_eq!(
            hex(&[0x77; 128]),
            "d84a714f014043714e26aea7c3dd985ebea526d49e754c71b3d4aef640402bbb"
        );
    }
}
