//! A private key of any encoding, read in place, and written as PKCS#8.

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::der::{
    self, BIT_STRING, CONTEXT_0, CONTEXT_1, INTEGER, NULL, OCTET_STRING, OID, Reader, SEQUENCE,
};
use crate::material::{Form, KeyFile};
use crate::{errors, oid};

/// What a key consists of.
pub(crate) enum Key<'a> {
    Rsa {
        /// RFC 8017, appendix A.1.2.
        inner: &'a [u8],
        modulus: &'a [u8],
        exponent: &'a [u8],
        /// The file, if it says that the key is for RSASSA-PSS alone.
        pss: Option<&'a [u8]>,
    },
    Ec {
        /// The curve, unless the file leaves it open.
        curve: Option<&'a [u8]>,
        scalar: &'a [u8],
        /// The point, if the file has it.
        public: Option<&'a [u8]>,
    },
    Ed25519 {
        seed: &'a [u8],
    },
}

/// Reads a key that is not encrypted.
pub(crate) fn read(file: &KeyFile) -> Result<Key<'_>, SourceError> {
    let key = match file.form {
        Form::Pkcs8 => return pkcs8(&file.der),
        Form::Pkcs1 => rsa(&file.der, None),
        Form::Sec1 => return ec(&file.der, &[]),
        Form::Encrypted => None,
    };
    key.ok_or(errors::KEY_DAMAGED)
}

/// RFC 5208, section 5, and RFC 5958, section 2.
fn pkcs8(file: &[u8]) -> Result<Key<'_>, SourceError> {
    let (algorithm, parameters, inner) = outline(file).ok_or(errors::KEY_DAMAGED)?;
    let key = match algorithm {
        oid::RSA => rsa(inner, None),
        oid::RSA_PSS => rsa(inner, Some(file)),
        oid::EC => return ec(inner, parameters),
        oid::ED25519 => {
            let mut reader = Reader(inner);
            reader
                .take(OCTET_STRING)
                .filter(|seed| seed.len() == 32)
                .map(|seed| Key::Ed25519 { seed })
        }
        _ => return Err(errors::KEY_UNKNOWN),
    };
    key.ok_or(errors::KEY_DAMAGED)
}

/// The algorithm, its parameters, and the key.
fn outline(file: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let mut all = der::sequence(file)?;
    all.take(INTEGER)?;
    let mut identifier = all.inside(SEQUENCE)?;
    let algorithm = identifier.take(OID)?;
    Some((algorithm, identifier.0, all.take(OCTET_STRING)?))
}

fn rsa<'a>(inner: &'a [u8], pss: Option<&'a [u8]>) -> Option<Key<'a>> {
    let mut numbers = der::sequence(inner)?;
    numbers.take(INTEGER)?;
    let (modulus, exponent) = (numbers.unsigned()?, numbers.unsigned()?);
    // The private exponent, two primes, their exponents and the coefficient.
    for _ in 0..6 {
        numbers.unsigned()?;
    }
    Some(Key::Rsa { inner, modulus, exponent, pss })
}

/// RFC 5915, section 3. The file may have parameters around it as well.
fn ec<'a>(inner: &'a [u8], around: &'a [u8]) -> Result<Key<'a>, SourceError> {
    let EcFields { scalar, own, public } = ec_fields(inner).ok_or(errors::KEY_DAMAGED)?;
    let curve = curve(around)?.or(curve(own)?);
    Ok(Key::Ec { curve, scalar, public })
}

/// The name of a curve, if there are parameters at all.
fn curve(parameters: &[u8]) -> Result<Option<&[u8]>, SourceError> {
    let mut reader = Reader(parameters);
    match reader.take(OID) {
        None if reader.inside(SEQUENCE).is_some() => Err(errors::KEY_EXPLICIT_CURVE),
        name => Ok(name),
    }
}

struct EcFields<'a> {
    scalar: &'a [u8],
    /// The parameters.
    own: &'a [u8],
    public: Option<&'a [u8]>,
}

fn ec_fields(inner: &[u8]) -> Option<EcFields<'_>> {
    let mut fields = der::sequence(inner)?;
    fields.take(INTEGER)?;
    let mut scalar = fields.take(OCTET_STRING)?;
    while let [0, rest @ ..] = scalar {
        scalar = rest;
    }
    let own = fields.take(CONTEXT_0).unwrap_or_default();
    let public = fields.inside(CONTEXT_1).and_then(|mut inside| inside.take(BIT_STRING));
    // Behind the number of bits that do not count.
    let public = public.and_then(|bits| bits.strip_prefix(&[0]));
    Some(EcFields { scalar, own, public })
}

impl Key<'_> {
    /// As PKCS#8 of one form, whatever it was: what TLS libraries take. The curve and the point are those of the
    /// certificate that the key belongs to; ring wants the point, and not every file has it.
    pub(crate) fn to_pkcs8(&self, curve: &[u8], point: &[u8]) -> Zeroizing<Vec<u8>> {
        const NO_PARAMETERS: &[u8] = &[NULL, 0];

        match self {
            Key::Rsa { pss: Some(file), .. } => Zeroizing::new(file.to_vec()),
            Key::Rsa { inner, .. } => {
                wrapped(&[&der::value(OID, &[oid::RSA]), NO_PARAMETERS], inner)
            }
            Key::Ec { scalar, .. } => {
                let padding = vec![0; scalar_length(curve).saturating_sub(scalar.len())];
                let version = der::value(INTEGER, &[&[1]]);
                let scalar = der::value(OCTET_STRING, &[&padding, scalar]);
                let point = der::value(CONTEXT_1, &[&der::value(BIT_STRING, &[&[0], point])]);
                let inner = der::value(SEQUENCE, &[&version, &scalar, &point]);
                wrapped(&[&der::value(OID, &[oid::EC]), &der::value(OID, &[curve])], &inner)
            }
            Key::Ed25519 { seed } => {
                wrapped(&[&der::value(OID, &[oid::ED25519])], &der::value(OCTET_STRING, &[seed]))
            }
        }
    }
}

/// RFC 5208, section 5.
fn wrapped(algorithm: &[&[u8]], inner: &[u8]) -> Zeroizing<Vec<u8>> {
    let version = der::value(INTEGER, &[&[0]]);
    let algorithm = der::value(SEQUENCE, algorithm);
    der::value(SEQUENCE, &[&version, &algorithm, &der::value(OCTET_STRING, &[inner])])
}

/// RFC 5915, section 3: as long as the curve's order.
pub(crate) fn scalar_length(curve: &[u8]) -> usize {
    match curve {
        oid::P256 => 32,
        oid::P384 => 48,
        oid::P521 => 66,
        _ => 0,
    }
}
