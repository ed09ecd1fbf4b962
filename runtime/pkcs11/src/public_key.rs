//! The public key of a private one, as a `SubjectPublicKeyInfo` (RFC 5280, section 4.1.2.7).

use cryptoki::object::{Attribute, AttributeType, ObjectHandle};
use provider_credentials_core::SourceError;

use crate::failures::{PUBLIC_KEY_MISSING, of_call};
use crate::scheme::Kind;
use crate::session::Session;
use crate::uri::{Class, Object};

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const SEQUENCE: u8 = 0x30;

/// The algorithm `rsaEncryption` and no parameters, in DER.
const RSA: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
/// The algorithm `id-ecPublicKey` and the name of the curve.
const P256: &[u8] = &[
    0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
    0xce, 0x3d, 0x03, 0x01, 0x07,
];
const P384: &[u8] = &[
    0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04,
    0x00, 0x22,
];

impl Session {
    /// From the private key's own attributes, or else from the public key of the same ID, or without one of the same
    /// label.
    pub(crate) fn public_key(&self, key: ObjectHandle, kind: Kind) -> Result<Vec<u8>, SourceError> {
        let own = self.parts(key)?;
        if let Some(whole) = own.whole(kind) {
            return Ok(whole);
        }
        let Parts { id, label, .. } = own;
        let by_id = !id.is_empty();
        let object = Object {
            id: by_id.then_some(id),
            label: (!by_id).then_some(label),
            class: Some(Class::Public),
        };
        if !object.is_named() {
            return Err(PUBLIC_KEY_MISSING);
        }
        match self.find(&object, object.class)?[..] {
            [public] => self.parts(public)?.whole(kind).ok_or(PUBLIC_KEY_MISSING),
            _ => Err(PUBLIC_KEY_MISSING),
        }
    }

    fn parts(&self, key: ObjectHandle) -> Result<Parts, SourceError> {
        let types = [
            AttributeType::Id,
            AttributeType::Label,
            AttributeType::Modulus,
            AttributeType::PublicExponent,
            AttributeType::EcPoint,
        ];
        let mut parts = Parts::default();
        for attribute in self.open.get_attributes(key, &types).map_err(|error| of_call(&error))? {
            match attribute {
                Attribute::Id(id) => parts.id = id,
                Attribute::Label(label) => parts.label = label,
                Attribute::Modulus(modulus) => parts.modulus = modulus,
                Attribute::PublicExponent(exponent) => parts.exponent = exponent,
                Attribute::EcPoint(point) => parts.point = point,
                _ => {}
            }
        }
        Ok(parts)
    }
}

/// What an object says of a public key; empty is what it does not say.
#[derive(Default)]
struct Parts {
    id: Vec<u8>,
    label: Vec<u8>,
    modulus: Vec<u8>,
    exponent: Vec<u8>,
    point: Vec<u8>,
}

impl Parts {
    fn whole(&self, kind: Kind) -> Option<Vec<u8>> {
        let (algorithm, length) = match kind {
            Kind::Rsa => {
                let (modulus, exponent) = (unsigned(&self.modulus)?, unsigned(&self.exponent)?);
                return Some(info(RSA, &value(SEQUENCE, &[&modulus, &exponent])));
            }
            Kind::P256 => (P256, 65),
            Kind::P384 => (P384, 97),
        };
        let point = point(&self.point, length)?;
        Some(info(algorithm, point))
    }
}

/// The point, not compressed, which has this length. Some tokens give it as it is; the standard wants an `OCTET STRING`.
fn point(given: &[u8], length: usize) -> Option<&[u8]> {
    const OCTET_STRING: u8 = 0x04;

    let point = match given {
        [OCTET_STRING, inside, rest @ ..]
            if usize::from(*inside) == rest.len() && rest.len() == length =>
        {
            rest
        }
        given => given,
    };
    (point.len() == length && point.first() == Some(&0x04)).then_some(point)
}

/// A number that is not negative; none if there are no digits.
fn unsigned(digits: &[u8]) -> Option<Vec<u8>> {
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    let digits = digits.get(zeros..)?;
    let is_negative = *digits.first()? >= 0x80;
    let sign: &[u8] = if is_negative { &[0] } else { &[] };
    Some(value(INTEGER, &[sign, digits]))
}

fn info(algorithm: &[u8], bits: &[u8]) -> Vec<u8> {
    value(SEQUENCE, &[algorithm, &value(BIT_STRING, &[&[0], bits])])
}

/// In DER.
fn value(tag: u8, pieces: &[&[u8]]) -> Vec<u8> {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    let digits = length.to_be_bytes();
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    let digits = digits.get(zeros..).unwrap_or_default();
    let mut out = vec![tag];
    if length < 0x80 {
        out.extend(u8::try_from(length));
    } else {
        out.extend(u8::try_from(digits.len()).map(|count| 0x80 | count));
        out.extend_from_slice(digits);
    }
    for piece in pieces {
        out.extend_from_slice(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_with_and_without_what_is_around_them() {
        let mut bare = vec![0x04];
        bare.extend([7; 64]);
        let wrapped = [&[0x04, 65], &bare[..]].concat();
        assert_eq!(point(&bare, 65), Some(&bare[..]));
        assert_eq!(point(&wrapped, 65), Some(&bare[..]));
        let compressed = [&[0x04, 33, 0x02], &[7; 32][..]].concat();
        for bad in [&[][..], &bare[1..], &wrapped[..66], &compressed] {
            assert_eq!(point(bad, 65), None);
        }
    }

    #[test]
    fn numbers_of_rsa() {
        assert_eq!(unsigned(&[0, 0, 1, 0, 1]).unwrap(), [2, 3, 1, 0, 1]);
        assert_eq!(unsigned(&[0x80]).unwrap(), [2, 2, 0, 0x80]);
        assert_eq!((unsigned(&[]), unsigned(&[0])), (None, None));
        assert_eq!(value(SEQUENCE, &[&[9; 300]])[..4], [0x30, 0x82, 1, 44]);
    }
}
