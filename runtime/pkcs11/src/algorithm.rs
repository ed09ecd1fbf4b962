//! How the key of a file is wrapped: `alg` of RFC 7518, as mechanisms.

use cryptoki::mechanism::rsa::{PkcsMgfType, PkcsOaepParams, PkcsOaepSource};
use cryptoki::mechanism::{Mechanism, MechanismType};

use crate::uri::Class;

#[derive(Clone, Copy)]
pub(crate) enum Algorithm {
    AesKeyWrap,
    RsaOaepSha1,
    RsaOaepSha256,
}

const ROWS: [(&str, Algorithm); 5] = [
    ("A128KW", Algorithm::AesKeyWrap),
    ("A192KW", Algorithm::AesKeyWrap),
    ("A256KW", Algorithm::AesKeyWrap),
    ("RSA-OAEP", Algorithm::RsaOaepSha1),
    ("RSA-OAEP-256", Algorithm::RsaOaepSha256),
];

impl Algorithm {
    /// `None` if no token does it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        ROWS.iter().find(|(known, _)| *known == name).map(|(_, algorithm)| *algorithm)
    }

    /// The class of its keys.
    pub(crate) fn class(self) -> Class {
        match self {
            Self::AesKeyWrap => Class::SecretKey,
            Self::RsaOaepSha1 | Self::RsaOaepSha256 => Class::Private,
        }
    }

    pub(crate) fn mechanism(self) -> Mechanism<'static> {
        let oaep = |hash, mgf| {
            Mechanism::RsaPkcsOaep(PkcsOaepParams::new(hash, mgf, PkcsOaepSource::empty()))
        };
        match self {
            Self::AesKeyWrap => Mechanism::AesKeyWrap,
            Self::RsaOaepSha1 => oaep(MechanismType::SHA1, PkcsMgfType::MGF1_SHA1),
            Self::RsaOaepSha256 => oaep(MechanismType::SHA256, PkcsMgfType::MGF1_SHA256),
        }
    }
}
