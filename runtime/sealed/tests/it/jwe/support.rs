//! Files of JWE, and keys.

use aws_lc_rs::agreement::{self, PrivateKey};
use aws_lc_rs::encoding::{AsBigEndian, Curve25519SeedBin, EcPrivateKeyBin};
use base64ct::{Base64UrlUnpadded, Encoding};
use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_sealed::jwe::{KEYS, OPENER};

use crate::support::{Files, outcome};

/// A file whose whole content is the secret.
pub(crate) const FILE: EncryptedFile = EncryptedFile {
    decoder: &OPENER,
    keys: &[&KEYS],
    identity_file: None,
    decrypt_with: None,
    path: "it.jwe",
    key: &[],
};

/// What comes of a file, by a key in the environment.
pub(crate) fn opened(file: impl AsRef<[u8]>, key: &str) -> Result<Vec<u8>, String> {
    let files = Files::new();
    files.public("it.jwe", file);
    outcome(&files.load(FILE, &[("JWE_KEY", key)]))
}

pub(crate) fn base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// A key pair as JWKs: the private one, and the public one.
pub(crate) fn pair(crv: &str, id: &str) -> (String, String) {
    let algorithm = match crv {
        "P-256" => &agreement::ECDH_P256,
        "P-384" => &agreement::ECDH_P384,
        "P-521" => &agreement::ECDH_P521,
        _ => &agreement::X25519,
    };
    let key = PrivateKey::generate(algorithm).unwrap();
    let public = key.compute_public_key().unwrap();
    let (start, d) = if crv == "X25519" {
        let seed: Curve25519SeedBin<'_> = key.as_be_bytes().unwrap();
        let x = base64url(public.as_ref());
        (
            format!(r#"{{"kty":"OKP","crv":"X25519","kid":"{id}","x":"{x}""#),
            base64url(seed.as_ref()),
        )
    } else {
        let bytes: EcPrivateKeyBin<'_> = key.as_be_bytes().unwrap();
        let (x, y) = public.as_ref()[1..].split_at(public.as_ref().len() / 2);
        let (x, y) = (base64url(x), base64url(y));
        let start = format!(r#"{{"kty":"EC","crv":"{crv}","kid":"{id}","x":"{x}","y":"{y}""#);
        (start, base64url(bytes.as_ref()))
    };
    (format!(r#"{start},"d":"{d}"}}"#), format!("{start}}}"))
}

/// A symmetric key as a JWK, whose bytes are all the same.
pub(crate) fn symmetric(byte: u8, length: usize) -> String {
    format!(r#"{{"kty":"oct","k":"{}"}}"#, base64url(&vec![byte; length]))
}
