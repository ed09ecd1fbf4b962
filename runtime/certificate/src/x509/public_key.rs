use crate::der::{self, BIT_STRING, OID, SEQUENCE};

/// The public key in a certificate (RFC 5280, section 4.1.2.7).
pub(crate) struct PublicKey<'a> {
    pub(crate) algorithm: &'a [u8],
    /// Of ECDSA; else empty.
    pub(crate) curve: &'a [u8],
    pub(crate) bits: &'a [u8],
}

impl<'a> PublicKey<'a> {
    /// Out of a `SubjectPublicKeyInfo` in DER.
    pub(crate) fn read(der: &'a [u8]) -> Option<Self> {
        let mut fields = der::sequence(der)?;
        let mut identifier = fields.inside(SEQUENCE)?;
        let algorithm = identifier.take(OID)?;
        let curve = identifier.take(OID).unwrap_or_default();
        // Behind the number of bits that do not count.
        let bits = fields.take(BIT_STRING)?.strip_prefix(&[0])?;
        Some(Self { algorithm, curve, bits })
    }
}
