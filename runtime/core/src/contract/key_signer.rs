use super::error::SourceError;

/// A private key that signs where it is, such as in a PKCS#11 token, and never leaves it.
///
/// A [`Source`](crate::Source) gives one by [`SourceAnswer::signer`](crate::SourceAnswer::signer) for a part that
/// [may sign](crate::Kind::may_sign).
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{KeySigner, SourceError};
///
/// struct AcmeKey {
///     public_key: Vec<u8>,
/// }
///
/// impl KeySigner for AcmeKey {
///     fn public_key(&self) -> &[u8] {
///         &self.public_key
///     }
///
///     fn schemes(&self) -> &[u16] {
///         &[0x0403] // ecdsa_secp256r1_sha256
///     }
///
///     fn sign(&self, scheme: u16, message: &[u8]) -> Result<Vec<u8>, SourceError> {
///         // ... a request to the store that holds the key
///         # _ = (scheme, message);
///         # Ok(Vec::new())
///     }
/// }
/// ```
pub trait KeySigner: Send + Sync {
    /// The public key, as a `SubjectPublicKeyInfo` in DER (RFC 5280, section 4.1.2.7). It tells whether a certificate
    /// is this key's, and whether a reload found another key.
    fn public_key(&self) -> &[u8];

    /// The ways in which it signs, by their numbers in TLS (RFC 8446, section 4.2.3), the preferred one first.
    fn schemes(&self) -> &[u16];

    /// The signature of `message`, which is not hashed yet, as TLS sends it.
    ///
    /// Called for each handshake, on the thread that makes it, so limit the time that it takes.
    ///
    /// # Errors
    ///
    /// Why there is none. The handshake ends with it.
    fn sign(&self, scheme: u16, message: &[u8]) -> Result<Vec<u8>, SourceError>;
}
