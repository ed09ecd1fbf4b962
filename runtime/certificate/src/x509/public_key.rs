/// The public key in a certificate (RFC 5280, section 4.1.2.7).
pub(crate) struct PublicKey<'a> {
    pub(crate) algorithm: &'a [u8],
    /// Of ECDSA; else empty.
    pub(crate) curve: &'a [u8],
    pub(crate) bits: &'a [u8],
}
