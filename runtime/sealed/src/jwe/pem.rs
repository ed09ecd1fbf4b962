//! Private keys in PEM (RFC 7468): PKCS#8, PKCS#1, SEC 1.

use base64ct::{Base64, Encoding as _};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use super::agreement::Curve;
use super::der;
use super::failures::{BAD_PEM, LOCKED, PUBLIC_KEY};
use super::key::{Key, Material};

const BEGIN: &str = "-----BEGIN ";

/// How PKCS#8 of an X25519 key begins, whose 32 bytes follow (RFC 8410).
const X25519: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];

/// Whether a text is meant to be PEM.
pub(super) fn is_meant(content: &str) -> bool {
    content.contains(BEGIN)
}

/// The private keys of a file, in which certificates may be too.
pub(super) fn keys(content: &str) -> Result<Vec<Key>, SourceError> {
    let (mut keys, mut unfit) = (Vec::new(), BAD_PEM);
    let mut rest = content;
    while let Some((_, block)) = rest.split_once(BEGIN) {
        let (label, block) = block.split_once("-----").ok_or(BAD_PEM)?;
        let (lines, behind) = block.split_once("-----END ").ok_or(BAD_PEM)?;
        rest = behind;
        // RFC 1421, section 4.6: only keys with a passphrase have headers.
        let material = match label {
            "ENCRYPTED PRIVATE KEY" => return Err(LOCKED),
            "PRIVATE KEY" | "RSA PRIVATE KEY" | "EC PRIVATE KEY" if lines.contains(':') => {
                return Err(LOCKED);
            }
            "PRIVATE KEY" => of_pkcs8(&bytes(lines)?),
            "RSA PRIVATE KEY" => {
                let pkcs8 = der::pkcs8(&bytes(lines)?);
                pkcs8.and_then(|pkcs8| Material::rsa(&pkcs8))
            }
            "EC PRIVATE KEY" => Material::on_curve_of_sec1(&bytes(lines)?),
            "PUBLIC KEY" | "RSA PUBLIC KEY" => {
                unfit = PUBLIC_KEY;
                continue;
            }
            _ => continue,
        };
        keys.push(material.ok_or(BAD_PEM)?.into());
    }
    if keys.is_empty() { Err(unfit) } else { Ok(keys) }
}

fn bytes(lines: &str) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let mut digits = Zeroizing::new(Vec::with_capacity(lines.len()));
    digits.extend(lines.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    let mut der = Zeroizing::new(vec![0; digits.len() / 4 * 3 + 3]);
    let length = Base64::decode(&*digits, &mut der).map_err(|_| BAD_PEM)?.len();
    der.truncate(length);
    Ok(der)
}

fn of_pkcs8(der: &[u8]) -> Option<Material> {
    if let Some(key) = der.strip_prefix(&X25519) {
        return Material::on_curve(Curve::x25519()?, key);
    }
    Material::rsa(der).or_else(|| Material::on_curve_of_sec1(der))
}
