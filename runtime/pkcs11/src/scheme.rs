//! How TLS wants things signed, as mechanisms.

use cryptoki::mechanism::rsa::{PkcsMgfType, PkcsPssParams};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectHandle};
use cryptoki_sys::CK_ULONG;
use provider_credentials_core::SourceError;

use crate::failures::{KEY_ASKS, KEY_KIND_OF_TLS, MODULE_FAILED, of_call, of_signature};
use crate::session::Session;

/// The kinds of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Rsa,
    P256,
    P384,
}

/// The names of the curves, in DER.
const P256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const P384: &[u8] = &[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22];

#[derive(Debug, Clone, Copy)]
pub(crate) enum Scheme {
    Pss(Hash),
    Pkcs1(Hash),
    Ecdsa(Hash),
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Kind {
    /// The numbers of what it signs by, in the order in which they are wanted.
    pub(crate) fn schemes(self) -> &'static [u16] {
        match self {
            Self::Rsa => &[0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601],
            Self::P256 => &[0x0403],
            Self::P384 => &[0x0503],
        }
    }
}

impl Scheme {
    /// RFC 8446, section 4.2.3.
    pub(crate) fn numbered(number: u16) -> Option<Self> {
        Some(match number {
            0x0804 => Self::Pss(Hash::Sha256),
            0x0805 => Self::Pss(Hash::Sha384),
            0x0806 => Self::Pss(Hash::Sha512),
            0x0401 => Self::Pkcs1(Hash::Sha256),
            0x0501 => Self::Pkcs1(Hash::Sha384),
            0x0601 => Self::Pkcs1(Hash::Sha512),
            0x0403 => Self::Ecdsa(Hash::Sha256),
            0x0503 => Self::Ecdsa(Hash::Sha384),
            _ => return None,
        })
    }

    fn mechanism(self) -> Mechanism<'static> {
        let pss =
            |hash_alg, mgf, length: CK_ULONG| PkcsPssParams { hash_alg, mgf, s_len: length.into() };
        match self {
            Self::Pss(Hash::Sha256) => Mechanism::Sha256RsaPkcsPss(pss(
                MechanismType::SHA256,
                PkcsMgfType::MGF1_SHA256,
                32,
            )),
            Self::Pss(Hash::Sha384) => Mechanism::Sha384RsaPkcsPss(pss(
                MechanismType::SHA384,
                PkcsMgfType::MGF1_SHA384,
                48,
            )),
            Self::Pss(Hash::Sha512) => Mechanism::Sha512RsaPkcsPss(pss(
                MechanismType::SHA512,
                PkcsMgfType::MGF1_SHA512,
                64,
            )),
            Self::Pkcs1(Hash::Sha256) => Mechanism::Sha256RsaPkcs,
            Self::Pkcs1(Hash::Sha384) => Mechanism::Sha384RsaPkcs,
            Self::Pkcs1(Hash::Sha512) => Mechanism::Sha512RsaPkcs,
            Self::Ecdsa(_) => Mechanism::Ecdsa,
        }
    }
}

impl Session {
    /// What the key can sign.
    pub(crate) fn signing_kind(&self, key: ObjectHandle) -> Result<Kind, SourceError> {
        let types = [
            AttributeType::KeyType,
            AttributeType::Sign,
            AttributeType::EcParams,
            AttributeType::AlwaysAuthenticate,
        ];
        let attributes = self.open.get_attributes(key, &types).map_err(|error| of_call(&error))?;
        let (mut kind, mut signs) = (None, false);
        for attribute in &attributes {
            match attribute {
                Attribute::KeyType(KeyType::RSA) => kind = Some(Kind::Rsa),
                Attribute::EcParams(curve) if curve == P256 => kind = Some(Kind::P256),
                Attribute::EcParams(curve) if curve == P384 => kind = Some(Kind::P384),
                Attribute::Sign(may) => signs = *may,
                Attribute::AlwaysAuthenticate(true) => return Err(KEY_ASKS),
                _ => {}
            }
        }
        kind.filter(|_| signs).ok_or(KEY_KIND_OF_TLS)
    }

    pub(crate) fn sign(
        &self,
        key: ObjectHandle,
        scheme: Scheme,
        message: &[u8],
    ) -> Result<Vec<u8>, SourceError> {
        let Scheme::Ecdsa(hash) = scheme else {
            return self
                .open
                .sign(&scheme.mechanism(), key, message)
                .map_err(|error| of_signature(&error));
        };
        // Few tokens hash and sign by ECDSA in one; all of them have both.
        let hash = match hash {
            Hash::Sha256 => Mechanism::Sha256,
            Hash::Sha384 => Mechanism::Sha384,
            Hash::Sha512 => Mechanism::Sha512,
        };
        let digest = self.open.digest(&hash, message).map_err(|error| of_signature(&error))?;
        let pair = self
            .open
            .sign(&scheme.mechanism(), key, &digest)
            .map_err(|error| of_signature(&error))?;
        der(&pair).ok_or(MODULE_FAILED)
    }
}

/// The two numbers of a signature as TLS wants them, out of the two halves that a token gives.
fn der(pair: &[u8]) -> Option<Vec<u8>> {
    if pair.len() % 2 != 0 || pair.is_empty() {
        return None;
    }
    let (r, s) = pair.split_at_checked(pair.len() / 2)?;
    let mut numbers = Vec::with_capacity(pair.len() + 8);
    for half in [r, s] {
        let zeros = half.iter().take_while(|byte| **byte == 0).count();
        let number = half.get(zeros..).filter(|rest| !rest.is_empty()).unwrap_or(&[0]);
        let is_negative = number.first().is_some_and(|first| *first >= 0x80);
        numbers.push(0x02);
        numbers.push(u8::try_from(number.len() + usize::from(is_negative)).ok()?);
        numbers.extend(is_negative.then_some(0));
        numbers.extend_from_slice(number);
    }
    let mut whole = vec![0x30];
    // Short for these curves.
    whole.push(u8::try_from(numbers.len()).ok().filter(|length| *length < 0x80)?);
    whole.extend(numbers);
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::der;

    #[test]
    fn numbers_are_short_and_not_negative() {
        assert_eq!(der(&[0, 1, 0x80, 0]).unwrap(), [0x30, 8, 2, 1, 1, 2, 3, 0, 0x80, 0]);
        assert_eq!(der(&[0, 0, 0, 0]).unwrap(), [0x30, 6, 2, 1, 0, 2, 1, 0]);
        assert_eq!(der(&[0xff; 96]).unwrap().len(), 2 + 2 * (2 + 49));
        for bad in [&[][..], &[1], &[1; 1000]] {
            assert!(der(bad).is_none());
        }
    }
}
