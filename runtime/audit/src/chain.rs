//! How records hold together.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::hex::{self, Hash};

/// In place of the hash before the first.
pub(crate) const NOTHING: Hash = [0; 32];

/// What a key's ID is made of.
const KEY_ID: &[u8] = b"provider-credentials audit key";

/// The shortest key, in bytes: that of half a hash is not guessed.
pub(crate) const SHORTEST_KEY: usize = 16;

#[derive(Clone)]
pub(crate) enum Chain {
    Plain,
    /// With the key mixed in; it is wiped when this goes.
    Keyed(Hmac<Sha256>),
}

impl Chain {
    pub(crate) fn keyed(key: &[u8]) -> Option<Self> {
        if key.len() < SHORTEST_KEY {
            return None;
        }
        Hmac::new_from_slice(key).ok().map(Self::Keyed)
    }

    pub(crate) fn hash(&self, bytes: &[u8]) -> Hash {
        match self {
            Self::Plain => sha256(bytes),
            Self::Keyed(keyed) => keyed.clone().chain_update(bytes).finalize().into_bytes().into(),
        }
    }

    /// Whether that is the hash; with a key, in constant time.
    pub(crate) fn is_hash(&self, bytes: &[u8], hash: &Hash) -> bool {
        match self {
            Self::Plain => sha256(bytes) == *hash,
            Self::Keyed(keyed) => keyed.clone().chain_update(bytes).verify_slice(hash).is_ok(),
        }
    }

    /// As the first record of a file has it.
    pub(crate) fn algorithm(&self) -> &'static str {
        match self {
            Self::Plain => "sha256",
            Self::Keyed(_) => "hmac-sha256",
        }
    }

    /// Tells keys apart; `None` without one.
    pub(crate) fn key_id(&self) -> Option<Vec<u8>> {
        match self {
            Self::Plain => None,
            Self::Keyed(_) => {
                let mut id = Vec::new();
                hex::push(&mut id, self.hash(KEY_ID).get(..8).unwrap_or_default());
                Some(id)
            }
        }
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests say what must hold")]

    use super::*;

    fn text(hash: Hash) -> String {
        let mut text = Vec::new();
        hex::push(&mut text, &hash);
        String::from_utf8(text).unwrap()
    }

    /// FIPS 180-2, appendix B.1; RFC 4231, section 4.3 has a key that is too short here, 4.2 has one of 20 bytes.
    #[test]
    fn hashes_are_those_of_the_standards() {
        assert_eq!(
            text(Chain::Plain.hash(b"abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let keyed = Chain::keyed(&[0x0b; 20]).unwrap();
        assert_eq!(
            text(keyed.hash(b"Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
        assert!(Chain::keyed(&[0; SHORTEST_KEY - 1]).is_none());
        for chain in [Chain::Plain, keyed] {
            let hash = chain.hash(b"Hi There");
            assert!(chain.is_hash(b"Hi There", &hash) && !chain.is_hash(b"Hi there", &hash));
        }
    }
}
