//! ECDH-ES: curves, and the key that two agree on (RFC 7518, section 4.6; RFC 8037).

use aws_lc_rs::agreement::{
    self, ECDH_P256, ECDH_P384, ECDH_P521, PrivateKey, UnparsedPublicKey, X25519,
};
use aws_lc_rs::kdf::{SskdfDigestAlgorithmId, get_sskdf_digest_algorithm, sskdf_digest};
use zeroize::Zeroizing;

use super::base64url;
use super::object::Object;

/// A row: a value of `crv`.
pub(super) struct Curve {
    pub(super) name: &'static str,
    /// The `kty` of its keys.
    pub(super) kty: &'static str,
    pub(super) algorithm: &'static agreement::Algorithm,
    /// Of a coordinate, and of a private key.
    length: usize,
}

static CURVES: [Curve; 4] = [
    Curve { name: "P-256", kty: "EC", algorithm: &ECDH_P256, length: 32 },
    Curve { name: "P-384", kty: "EC", algorithm: &ECDH_P384, length: 48 },
    Curve { name: "P-521", kty: "EC", algorithm: &ECDH_P521, length: 66 },
    Curve { name: "X25519", kty: "OKP", algorithm: &X25519, length: 32 },
];

/// How the library writes a point whose coordinates follow (SEC 1, section 2.3.3).
const UNCOMPRESSED: u8 = 4;

impl Curve {
    /// That of a JWK, by its `kty` and `crv`.
    pub(super) fn of(jwk: &Object<'_>) -> Option<&'static Self> {
        let (kty, name) = (jwk.plain("kty")?, jwk.plain("crv")?);
        CURVES.iter().find(|curve| curve.kty == kty && curve.name == name)
    }

    /// Those whose keys ASN.1 holds as SEC 1 says.
    pub(super) fn of_sec1() -> impl Iterator<Item = &'static Self> {
        CURVES.iter().filter(|curve| curve.kty == "EC")
    }

    pub(super) fn x25519() -> Option<&'static Self> {
        CURVES.last()
    }

    /// The public key of a JWK, as the library takes it; whether it is on the curve is seen when it is used.
    pub(super) fn public_key(&self, jwk: &Object<'_>) -> Option<Vec<u8>> {
        let coordinate = |name| {
            let bytes = base64url::decode(jwk.plain(name)?)?;
            (bytes.len() == self.length).then_some(bytes)
        };
        let x = coordinate("x")?;
        if self.kty == "OKP" {
            return Some(x.to_vec());
        }
        let y = coordinate("y")?;
        Some([&[UNCOMPRESSED][..], &x, &y].concat())
    }

    /// The coordinates of a public key as the library writes it.
    #[cfg(feature = "jwe-write")]
    pub(super) fn coordinates<'k>(&self, key: &'k [u8]) -> Option<(&'k [u8], Option<&'k [u8]>)> {
        match key.split_first() {
            Some((&UNCOMPRESSED, rest)) if self.kty == "EC" => {
                let (x, y) = rest.split_at_checked(self.length)?;
                Some((x, Some(y)))
            }
            _ => Some((key, None)),
        }
    }
}

/// What two keys agree on for a purpose.
pub(super) struct Purpose<'p> {
    /// `alg`, or `enc` where the key is the file's.
    pub(super) name: &'p str,
    pub(super) apu: &'p [u8],
    pub(super) apv: &'p [u8],
    /// Of the key that is wanted.
    pub(super) length: usize,
}

/// The key that a private and a public one agree on, by NIST's one-step derivation; `None` if the public one is no
/// point of that curve.
pub(super) fn agree(
    private: &PrivateKey,
    public: &[u8],
    purpose: &Purpose<'_>,
) -> Option<Zeroizing<Vec<u8>>> {
    let digest = get_sskdf_digest_algorithm(SskdfDigestAlgorithmId::Sha256)?;
    let info = purpose.info()?;
    let public = UnparsedPublicKey::new(private.algorithm(), public);
    agreement::agree(private, public, None, |shared| {
        let mut key = Zeroizing::new(vec![0; purpose.length]);
        sskdf_digest(digest, shared, &info, &mut key).map_err(|_| None)?;
        Ok(key)
    })
    .map_err(|none: Option<()>| none)
    .ok()
}

impl Purpose<'_> {
    /// `OtherInfo` of section 4.6.2.
    fn info(&self) -> Option<Vec<u8>> {
        let mut info = Vec::new();
        for part in [self.name.as_bytes(), self.apu, self.apv] {
            info.extend(u32::try_from(part.len()).ok()?.to_be_bytes());
            info.extend(part);
        }
        info.extend(u32::try_from(self.length * 8).ok()?.to_be_bytes());
        Some(info)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7518, appendix C.
    #[test]
    fn the_example_of_the_rfc() {
        let bob = r#"{"kty":"EC","crv":"P-256",
            "x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
            "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
            "d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}"#;
        let alice = r#"{"kty":"EC","crv":"P-256",
            "x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
            "y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"}"#;
        let (bob, alice) = (Object::new(bob).unwrap(), Object::new(alice).unwrap());
        let curve = Curve::of(&bob).unwrap();
        let d = base64url::decode(bob.plain("d").unwrap()).unwrap();
        let private = PrivateKey::from_private_key(curve.algorithm, &d).unwrap();
        let purpose = Purpose { name: "A128GCM", apu: b"Alice", apv: b"Bob", length: 16 };
        let key = agree(&private, &curve.public_key(&alice).unwrap(), &purpose).unwrap();
        assert_eq!(base64url::decode("VqqN6vgjbSBcIijNcacQGg").unwrap(), key);
        // Of another curve, or of none.
        assert!(agree(&private, &[4; 65], &purpose).is_none());
        assert!(agree(&private, &[9; 32], &purpose).is_none());
    }
}
