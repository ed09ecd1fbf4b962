//! The primary keys that tools make from the seed of the owner, the same ones each time: `TPMT_PUBLIC` without a key.

use crate::hash::Hash;
use crate::wire::Writer;

/// Which primary key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Template {
    pub(crate) algorithm: Algorithm,
    hash: u16,
    attributes: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Algorithm {
    /// On the curve P-256.
    Ecc,
    /// Of 2048 bits.
    Rsa,
}

/// `fixedTPM`, `fixedParent`, `sensitiveDataOrigin`, `userWithAuth`, `restricted`, `decrypt`.
const PARENT: u32 = 0x0003_0072;
const NO_DA: u32 = 0x0400;

const NULL: u16 = 0x0010;
const AES: u16 = 0x0006;
const CFB: u16 = 0x0043;
const P256: u16 = 0x0003;

impl Algorithm {
    /// As tpm2-tools call it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "ecc" | "ecc256" => Some(Self::Ecc),
            "rsa" | "rsa2048" => Some(Self::Rsa),
            _ => None,
        }
    }
}

impl Template {
    /// That of `tpm2_createprimary -C o -g sha256 -G ecc`.
    pub(crate) const USUAL: Self =
        Self { algorithm: Algorithm::Ecc, hash: 0x000B, attributes: PARENT };

    /// Those that files in PEM may mean: of tpm2-tools and tpm2-tss-engine, and of OpenSSL's engine.
    pub(crate) const OF_PEM: [Self; 4] = [
        Self::USUAL,
        Self { attributes: PARENT | NO_DA, ..Self::USUAL },
        Self { algorithm: Algorithm::Rsa, ..Self::USUAL },
        Self { algorithm: Algorithm::Rsa, attributes: PARENT | NO_DA, ..Self::USUAL },
    ];

    /// That of `tpm2_createprimary -C o` with these options.
    pub(crate) fn of_tools(algorithm: Algorithm, hash: Hash) -> Self {
        Self { algorithm, hash: hash.id(), attributes: PARENT }
    }

    /// Whether it takes no seconds to make.
    pub(crate) fn is_quick(self) -> bool {
        self.algorithm == Algorithm::Ecc
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        let kind = match self.algorithm {
            Algorithm::Ecc => 0x0023,
            Algorithm::Rsa => 0x0001,
        };
        let front = Writer::default().u16(kind).u16(self.hash).u32(self.attributes).sized(&[]);
        let front = front.u16(AES).u16(128).u16(CFB).u16(NULL);
        match self.algorithm {
            Algorithm::Ecc => front.u16(P256).u16(NULL).sized(&[]).sized(&[]),
            Algorithm::Rsa => front.u16(2048).u32(0).sized(&[]),
        }
        .into_bytes()
    }
}
