use x509_cert::der::{Decode, Tag, Tagged};

use super::public_key::PublicKey;
use crate::{der, oid};

/// A certificate that has been read.
pub(crate) struct Certificate<'a> {
    pub(crate) der: &'a [u8],
    /// What is signed.
    pub(crate) signed: &'a [u8],
    pub(crate) parsed: x509_cert::Certificate,
    /// The parameters of the public key's algorithm.
    curve: Vec<u8>,
}

impl<'a> Certificate<'a> {
    pub(crate) fn read(der: &'a [u8]) -> Option<Self> {
        let parsed = x509_cert::Certificate::from_der(der).ok()?;
        let signed = der::sequence(der)?.take_whole()?;
        let parameters = &parsed.tbs_certificate().subject_public_key_info().algorithm.parameters;
        let curve = match parameters {
            Some(any) if any.tag() == Tag::ObjectIdentifier => any.value().to_vec(),
            _ => Vec::new(),
        };
        Some(Self { der, signed, parsed, curve })
    }

    pub(crate) fn public_key(&self) -> PublicKey<'_> {
        let info = self.parsed.tbs_certificate().subject_public_key_info();
        PublicKey {
            algorithm: info.algorithm.oid.as_bytes(),
            curve: &self.curve,
            bits: info.subject_public_key.raw_bytes(),
        }
    }

    /// Whether its public key is on a curve that it does not name (RFC 5480, section 2.1.1, wants the name).
    pub(crate) fn is_of_unnamed_curve(&self) -> bool {
        let key = self.public_key();
        key.algorithm == oid::EC && key.curve.is_empty()
    }

    /// Whether its issuer is the subject of the other, or of itself.
    ///
    /// Most compare byte by byte; OpenSSL passes over the case of letters, and the type of their strings.
    pub(crate) fn names_as_issuer(&self, other: &Certificate<'_>) -> bool {
        let issuer = self.parsed.tbs_certificate().issuer();
        let subject = other.parsed.tbs_certificate().subject();
        issuer == subject || issuer.to_string().eq_ignore_ascii_case(&subject.to_string())
    }
}
