//! Hashes as text.

/// A hash of the chain.
pub(crate) type Hash = [u8; 32];

/// A hash in 64 digits.
pub(crate) type HashText = [u8; 64];

fn pair(byte: u8) -> [u8; 2] {
    let digit = |value: u8| value + if value < 10 { b'0' } else { b'a' - 10 };
    [digit(byte >> 4), digit(byte & 0xf)]
}

pub(crate) fn text(hash: &Hash) -> HashText {
    let mut text = [0; 64];
    for (digits, byte) in text.chunks_exact_mut(2).zip(hash) {
        digits.copy_from_slice(&pair(*byte));
    }
    text
}

pub(crate) fn push(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(bytes.iter().copied().flat_map(pair));
}

/// In lower case and nothing else: a record has one form.
pub(crate) fn parse(text: &[u8]) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, digits) in hash.iter_mut().zip(text.chunks(2)) {
        for digit in digits {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            *byte = *byte << 4 | value;
        }
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests say what must hold")]

    use super::*;

    #[test]
    fn a_hash_comes_back_from_its_one_form() {
        let hash: Hash = std::array::from_fn(|at| u8::try_from(at * 8).unwrap());
        let mut text = Vec::new();
        push(&mut text, &hash);
        assert_eq!(text, super::text(&hash));
        assert_eq!(parse(&text), Some(hash));
        assert_eq!(parse(&text.to_ascii_uppercase()), None);
        assert_eq!(parse(text.get(..62).unwrap()), None);
    }
}
