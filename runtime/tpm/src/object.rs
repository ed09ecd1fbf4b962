//! The public part of an object: `TPM2B_PUBLIC` (part 2, section 12.2).

use crate::hash::Hash;
use crate::name::Name;
use crate::wire::Reader;

pub(crate) struct Public {
    /// `TPMT_PUBLIC`, as the TPM reads it.
    bytes: Vec<u8>,
    name: Name,
    hash: Hash,
    attributes: u32,
    policy: Vec<u8>,
    key: Key,
}

/// What is in it.
pub(crate) enum Key {
    /// Data that can be unsealed.
    Sealed,
    Ecc {
        curve: u16,
        x: Vec<u8>,
        y: Vec<u8>,
    },
    Rsa {
        modulus: Vec<u8>,
        exponent: u32,
    },
    Other,
}

const USER_WITH_AUTH: u32 = 1 << 6;
const NO_DA: u32 = 1 << 10;
const RESTRICTED: u32 = 1 << 16;
const DECRYPT: u32 = 1 << 17;
const SIGN: u32 = 1 << 18;

const RSA: u16 = 0x0001;
const KEYED_HASH: u16 = 0x0008;
const ECC: u16 = 0x0023;
const NULL: u16 = 0x0010;
/// The one scheme of RSA without parameters.
const RSAES: u16 = 0x0015;

/// What an exponent of zero stands for.
const USUAL_EXPONENT: u32 = 65_537;

impl Public {
    /// Out of a `TPMT_PUBLIC`, which is without its length.
    pub(crate) fn new(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let kind = reader.u16()?;
        let hash = Hash::of_id(reader.u16()?)?;
        let attributes = reader.u32()?;
        let policy = reader.sized()?.to_vec();
        let key = match kind {
            KEYED_HASH if attributes & (SIGN | DECRYPT) == 0 => sealed(&mut reader)?,
            ECC => ecc(&mut reader)?,
            RSA => rsa(&mut reader)?,
            _ => Key::Other,
        };
        if !reader.is_empty() && !matches!(key, Key::Other) {
            return None;
        }
        let name = Name::of(hash, bytes);
        Some(Self { bytes: bytes.to_vec(), name, hash, attributes, policy, key })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What no other object has: out of the bytes, and never what a TPM says.
    pub(crate) fn name(&self) -> &Name {
        &self.name
    }

    /// The hash of its name and its policy.
    pub(crate) fn hash(&self) -> Hash {
        self.hash
    }

    /// The digest of its policy; empty if it has none.
    pub(crate) fn policy(&self) -> &[u8] {
        &self.policy
    }

    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// Whether its authorization value is enough.
    pub(crate) fn takes_auth(&self) -> bool {
        self.attributes & USER_WITH_AUTH != 0
    }

    /// Whether a wrong authorization value counts as an attack.
    pub(crate) fn counts_failures(&self) -> bool {
        self.attributes & NO_DA == 0
    }

    /// Whether other objects can be loaded under it.
    pub(crate) fn is_parent(&self) -> bool {
        let bits = self.attributes & (RESTRICTED | DECRYPT);
        bits == RESTRICTED | DECRYPT && matches!(self.key, Key::Ecc { .. } | Key::Rsa { .. })
    }
}

fn sealed(reader: &mut Reader<'_>) -> Option<Key> {
    let scheme = reader.u16()?;
    reader.sized()?;
    (scheme == NULL).then_some(Key::Sealed)
}

fn ecc(reader: &mut Reader<'_>) -> Option<Key> {
    symmetric(reader)?;
    if reader.u16()? != NULL {
        reader.u16()?;
    }
    let curve = reader.u16()?;
    if reader.u16()? != NULL {
        reader.u16()?;
    }
    Some(Key::Ecc { curve, x: reader.sized()?.to_vec(), y: reader.sized()?.to_vec() })
}

fn rsa(reader: &mut Reader<'_>) -> Option<Key> {
    symmetric(reader)?;
    if ![NULL, RSAES].contains(&reader.u16()?) {
        reader.u16()?;
    }
    reader.u16()?;
    let exponent = match reader.u32()? {
        0 => USUAL_EXPONENT,
        exponent => exponent,
    };
    Some(Key::Rsa { modulus: reader.sized()?.to_vec(), exponent })
}

/// The cipher that protects the children of a parent.
fn symmetric(reader: &mut Reader<'_>) -> Option<()> {
    if reader.u16()? != NULL {
        reader.u16()?;
        reader.u16()?;
    }
    Some(())
}
