//! The private key out of PEM (RFC 7468), in a buffer of its final size that is wiped.

use zeroize::Zeroizing;

use crate::base64::decoded;

/// The form of a key's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `PRIVATE KEY` (RFC 5958).
    Pkcs8,
    /// `RSA PRIVATE KEY` (RFC 8017).
    Pkcs1,
    /// `EC PRIVATE KEY` (RFC 5915).
    Sec1,
    /// With a passphrase.
    Encrypted,
}

/// The first private key in the text: its form and its DER, which is wiped when it goes.
///
/// ```
/// use provider_credentials_http::pem::private_key;
///
/// assert!(private_key("no key").is_none());
/// ```
#[must_use]
pub fn private_key(text: &str) -> Option<(Form, Zeroizing<Vec<u8>>)> {
    let mut rest = text;
    loop {
        let (_, from) = rest.split_once("-----BEGIN ")?;
        let (label, from) = from.split_once("-----")?;
        let (content, behind) = from.split_once("-----END ")?;
        rest = behind;
        let form = match label {
            "PRIVATE KEY" => Form::Pkcs8,
            "RSA PRIVATE KEY" => Form::Pkcs1,
            "EC PRIVATE KEY" => Form::Sec1,
            "ENCRYPTED PRIVATE KEY" => return Some((Form::Encrypted, Zeroizing::new(Vec::new()))),
            _ => continue,
        };
        // RFC 1421, section 4.6: only keys with a passphrase have headers.
        if content.contains(':') {
            return Some((Form::Encrypted, Zeroizing::new(Vec::new())));
        }
        let mut digits = Zeroizing::new(Vec::with_capacity(content.len()));
        digits.extend(content.bytes().filter(|byte| !byte.is_ascii_whitespace()));
        return Some((form, decoded(&digits)?));
    }
}
