//! What a part holds.

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::der::{self, BIT_STRING, CONTEXT_0, INTEGER, OCTET_STRING, OID, Reader, SEQUENCE};
use crate::pem::{self, Section};
use crate::{base64, errors, oid};

/// One thing in a part.
pub(crate) enum Item {
    Certificate(Zeroizing<Vec<u8>>),
    Key(KeyFile),
    /// What belongs elsewhere, and what to say of it.
    Other(SourceError),
}

/// A private key as it is written.
pub(crate) struct KeyFile {
    pub(crate) form: Form,
    pub(crate) der: Zeroizing<Vec<u8>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// RFC 5208.
    Pkcs8,
    /// RFC 8017, appendix A.1.2.
    Pkcs1,
    /// RFC 5915.
    Sec1,
    /// RFC 5958, section 3.
    Encrypted,
}

/// All things in a part: PEM, or one in DER.
pub(crate) fn items(bytes: &[u8]) -> Result<Vec<Item>, SourceError> {
    if !pem::is_pem(bytes) {
        return Ok(vec![recognized(bytes).ok_or(errors::NOT_PEM)?]);
    }
    let sections = pem::sections(bytes).map_err(|pem::Cut| errors::CUT)?;
    let mut items = Vec::with_capacity(sections.len());
    for section in sections {
        items.extend(item(section)?);
    }
    Ok(items)
}

/// `None` of what may stand in any file.
fn item(Section { label, body }: Section<'_>) -> Result<Option<Item>, SourceError> {
    let form = match label {
        b"CERTIFICATE" | b"X509 CERTIFICATE" => {
            return base64::decode(body).map(Item::Certificate).map(Some).ok_or(errors::NOT_BASE64);
        }
        b"PRIVATE KEY" => Form::Pkcs8,
        b"RSA PRIVATE KEY" => Form::Pkcs1,
        b"EC PRIVATE KEY" => Form::Sec1,
        b"ENCRYPTED PRIVATE KEY" => Form::Encrypted,
        _ => return Ok(other(label).map(Item::Other)),
    };
    if body.windows(9).any(|window| window == b"Proc-Type") {
        return Ok(Some(Item::Other(errors::LEGACY_ENCRYPTION)));
    }
    let der = base64::decode(body).ok_or(errors::NOT_BASE64)?;
    Ok(Some(Item::Key(KeyFile { form, der })))
}

fn other(label: &[u8]) -> Option<SourceError> {
    match label {
        b"CERTIFICATE REQUEST" | b"NEW CERTIFICATE REQUEST" => Some(errors::REQUEST),
        b"PUBLIC KEY" | b"RSA PUBLIC KEY" => Some(errors::PUBLIC_KEY),
        b"PKCS7" | b"CMS" | b"PKCS #7 SIGNED DATA" => Some(errors::PKCS7),
        b"OPENSSH PRIVATE KEY" => Some(errors::OPENSSH),
        b"TRUSTED CERTIFICATE" => Some(errors::TRUSTED),
        b"PKCS12" => Some(errors::IS_PKCS12),
        b"DSA PRIVATE KEY" => Some(errors::KEY_UNKNOWN),
        _ => None,
    }
}

/// By its outline, since DER has no name.
fn recognized(bytes: &[u8]) -> Option<Item> {
    if let [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] = bytes {
        return Some(Item::Other(errors::JAVA_KEYSTORE));
    }
    let mut all = der::sequence(bytes)?;
    let copy = || Zeroizing::new(bytes.to_vec());
    let key = |form| Item::Key(KeyFile { form, der: copy() });
    if let Some(number) = all.take(INTEGER) {
        let second = all.0.first().copied();
        return match (number, second) {
            ([0 | 1], Some(SEQUENCE)) => Some(key(Form::Pkcs8)),
            ([0], Some(INTEGER)) => Some(key(Form::Pkcs1)),
            ([1], Some(OCTET_STRING)) => Some(key(Form::Sec1)),
            ([3], Some(SEQUENCE)) => Some(Item::Other(errors::IS_PKCS12)),
            _ => None,
        };
    }
    if all.take(OID) == Some(oid::SIGNED_DATA) {
        return Some(Item::Other(errors::PKCS7));
    }
    let first = all.inside(SEQUENCE)?;
    if all.take(OCTET_STRING).is_some() && all.is_at_end() {
        return Some(key(Form::Encrypted));
    }
    if all.take(BIT_STRING).is_some() && all.is_at_end() {
        return Some(Item::Other(errors::PUBLIC_KEY));
    }
    all.take(SEQUENCE)?;
    all.take(BIT_STRING)?;
    Some(if is_request(first) { Item::Other(errors::REQUEST) } else { Item::Certificate(copy()) })
}

/// Whether what is signed is a request (RFC 2986, section 4.1) and not a certificate, which has more fields.
fn is_request(mut signed: Reader<'_>) -> bool {
    signed.take(INTEGER).is_some()
        && signed.take(SEQUENCE).is_some()
        && signed.take(SEQUENCE).is_some()
        && signed.take(CONTEXT_0).is_some()
}
