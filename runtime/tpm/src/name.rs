//! The name of an object: the number of its hash function, and the digest of its public part (part 1, section 16).

use crate::hash::Hash;

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Name(Vec<u8>);

impl Name {
    /// Of a public part, `TPMT_PUBLIC`, whose hash function that is.
    pub(crate) fn of(hash: Hash, public: &[u8]) -> Self {
        Self([&hash.id().to_be_bytes(), hash.digest(&[public]).as_ref()].concat())
    }

    /// In hexadecimal digits, as `tpm2_readpublic` prints it.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() % 2 != 0 {
            return None;
        }
        let mut bytes = Vec::with_capacity(digits.len() / 2);
        for pair in digits.chunks_exact(2) {
            let mut byte = 0;
            for digit in pair {
                byte = byte * 16 + char::from(*digit).to_digit(16)?;
            }
            bytes.push(u8::try_from(byte).ok()?);
        }
        let (id, digest) = bytes.split_first_chunk()?;
        let hash = Hash::of_id(u16::from_be_bytes(*id))?;
        (digest.len() == hash.length()).then_some(Self(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_tools_print_them() {
        let name = Name::of(Hash::Sha256, b"abc");
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Name::new(&format!("000b{digest}")), Some(name));
        let upper = format!("000B{}", digest.to_ascii_uppercase());
        assert_eq!(Name::new(&upper), Name::new(&format!("000b{digest}")));
        for wrong in ["", "000b", "é00b", digest] {
            assert_eq!(Name::new(wrong), None, "{wrong}");
        }
        for wrong in [format!("000c{digest}"), format!("000b{digest}0"), format!("000b{digest}00")]
        {
            assert_eq!(Name::new(&wrong), None, "{wrong}");
        }
        assert_eq!(Name::new(&format!("0x000b{digest}")), None);
        assert!(Name::new(&format!("000d{digest}{digest}")).is_some());
    }
}
