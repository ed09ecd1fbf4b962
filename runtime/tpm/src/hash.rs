//! The hash functions that a TPM may have.

use aws_lc_rs::{digest, hmac};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

struct Row {
    hash: Hash,
    id: u16,
    name: &'static str,
}

const ROWS: [Row; 4] = [
    Row { hash: Hash::Sha256, id: 0x000B, name: "sha256" },
    Row { hash: Hash::Sha384, id: 0x000C, name: "sha384" },
    Row { hash: Hash::Sha512, id: 0x000D, name: "sha512" },
    Row { hash: Hash::Sha1, id: 0x0004, name: "sha1" },
];

impl Hash {
    pub(crate) const ALL: [Self; 4] = [Self::Sha256, Self::Sha384, Self::Sha512, Self::Sha1];

    /// By its number in the registry of algorithms.
    pub(crate) fn of_id(id: u16) -> Option<Self> {
        ROWS.iter().find(|row| row.id == id).map(|row| row.hash)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        ROWS.iter().find(|row| row.name == name).map(|row| row.hash)
    }

    pub(crate) fn id(self) -> u16 {
        ROWS.iter().find(|row| row.hash == self).map_or(0, |row| row.id)
    }

    /// How many bytes a digest has.
    pub(crate) fn length(self) -> usize {
        self.algorithm().output_len()
    }

    pub(crate) fn digest(self, parts: &[&[u8]]) -> digest::Digest {
        let mut context = digest::Context::new(self.algorithm());
        for part in parts {
            context.update(part);
        }
        context.finish()
    }

    pub(crate) fn hmac(self, key: &[u8], parts: &[&[u8]]) -> hmac::Tag {
        let algorithm = match self {
            Self::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => hmac::HMAC_SHA256,
            Self::Sha384 => hmac::HMAC_SHA384,
            Self::Sha512 => hmac::HMAC_SHA512,
        };
        let mut context = hmac::Context::with_key(&hmac::Key::new(algorithm, key));
        for part in parts {
            context.update(part);
        }
        context.sign()
    }

    fn algorithm(self) -> &'static digest::Algorithm {
        match self {
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        }
    }
}
