//! How a file's key is encrypted: `alg` (RFC 7518, section 4).

use aws_lc_rs::key_wrap::{AES_128, AES_256, AesBlockCipher, BlockCipher as _};
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm};

#[derive(Clone, Copy)]
pub(super) enum Algorithm {
    /// The key at hand is the file's.
    Direct,
    /// RFC 3394.
    Wrap(&'static AesBlockCipher),
    Oaep(&'static OaepAlgorithm),
    /// The key is agreed on with one in the file; without a cipher it is the file's.
    Agreement(Option<&'static AesBlockCipher>),
}

const ROWS: [(&str, Algorithm); 8] = [
    ("dir", Algorithm::Direct),
    ("A128KW", Algorithm::Wrap(&AES_128)),
    ("A256KW", Algorithm::Wrap(&AES_256)),
    ("RSA-OAEP", Algorithm::Oaep(&OAEP_SHA1_MGF1SHA1)),
    ("RSA-OAEP-256", Algorithm::Oaep(&OAEP_SHA256_MGF1SHA256)),
    ("ECDH-ES", Algorithm::Agreement(None)),
    ("ECDH-ES+A128KW", Algorithm::Agreement(Some(&AES_128))),
    ("ECDH-ES+A256KW", Algorithm::Agreement(Some(&AES_256))),
];

impl Algorithm {
    /// `None` if it is not supported.
    pub(super) fn named(name: &str) -> Option<Self> {
        ROWS.iter().find(|(known, _)| *known == name).map(|(_, algorithm)| *algorithm)
    }

    #[cfg(feature = "jwe-write")]
    pub(super) fn row(name: &str) -> Option<(&'static str, Self)> {
        ROWS.into_iter().find(|(known, _)| *known == name)
    }

    /// How many bytes a cipher's key has.
    pub(super) fn length(cipher: &AesBlockCipher) -> usize {
        cipher.key_len()
    }

    /// Whether it gives the file's key itself, so that only the content shows whether it is the right one.
    pub(super) fn is_direct(self) -> bool {
        matches!(self, Self::Direct | Self::Agreement(None))
    }
}
