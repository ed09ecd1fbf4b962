use core::str;

use provider_credentials_core::{DecodeRequest, Decoder, Keys, SourceError, WrappedKey};
use zeroize::Zeroizing;

use super::algorithm::Algorithm;
use super::base64url;
use super::content::{Content, Sealed};
use super::failures::{
    self, CONTENT, DAMAGED, ENCRYPTION, HEADER, KEY_LENGTH, NO_MATCH, NOT_ENCRYPTED, WRONG_KEY,
};
use super::header::Header;
use super::object::Object;
use super::parts::Parts;
use super::unwrap::SCHEME;

pub(super) struct JweDecoder;

impl Decoder for JweDecoder {
    fn decode(&self, request: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let text = str::from_utf8(request.content()).map_err(|_| NOT_ENCRYPTED)?;
        decrypt(&Parts::new(text)?, &request.keys())
    }
}

fn decrypt(parts: &Parts<'_>, keys: &Keys<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let protected = bytes(parts.protected)?;
    let protected = str::from_utf8(&protected).map_err(|_| HEADER)?;
    // Read once, however many recipients there are.
    let mut shared = Object::default();
    for header in [Some(protected).filter(|text| !text.is_empty()), parts.unprotected] {
        header.map_or(Some(()), |header| shared.add(header)).ok_or(HEADER)?;
    }
    let mut own = Vec::with_capacity(parts.recipients.len());
    for recipient in &parts.recipients {
        let object = recipient.header.map_or_else(|| Some(Object::default()), Object::new);
        own.push(object.ok_or(HEADER)?);
    }
    let mut headers = Vec::with_capacity(own.len());
    for own in &own {
        headers.push(Header::new(&shared, own)?);
    }
    let content = content(&headers)?;
    let key = key(parts, &headers, keys)?;
    if key.len() != content.key_length() {
        return Err(if is_direct(&headers) { KEY_LENGTH } else { WRONG_KEY });
    }
    let (iv, ciphertext, tag) = (bytes(parts.iv)?, bytes(parts.ciphertext)?, bytes(parts.tag)?);
    let aad = parts.additional_data();
    let sealed = Sealed { iv: &iv, aad: aad.as_bytes(), ciphertext: &ciphertext, tag: &tag };
    content.open(&key, &sealed).ok_or(CONTENT)
}

fn bytes(text: &str) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    base64url::decode(text).ok_or(DAMAGED)
}

/// Whether the key at hand is the file's: only then is its length told apart (RFC 7516, section 11.5).
fn is_direct(headers: &[Header<'_>]) -> bool {
    let mut names = headers.iter().filter_map(|header| header.param("alg"));
    names.all(|name| Algorithm::named(name).is_some_and(Algorithm::is_direct))
}

/// What the content is encrypted by, which is the same for all recipients.
fn content(headers: &[Header<'_>]) -> Result<&'static Content, SourceError> {
    let mut names = headers.iter().map(|header| header.param("enc"));
    let name = names.next().flatten().ok_or(HEADER)?;
    if names.any(|other| other != Some(name)) {
        return Err(HEADER);
    }
    Content::named(name).ok_or(ENCRYPTION)
}

fn key(
    parts: &Parts<'_>,
    headers: &[Header<'_>],
    keys: &Keys<'_>,
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let mut wrapped = Vec::with_capacity(headers.len());
    for (recipient, header) in parts.recipients.iter().zip(headers) {
        let algorithm = Algorithm::named(header.param("alg").ok_or(HEADER)?);
        // Recipients have a key in common, which cannot be one that is given.
        if headers.len() > 1 && algorithm.is_some_and(Algorithm::is_direct) {
            return Err(HEADER);
        }
        wrapped.push((header.params(), bytes(recipient.key)?));
    }
    let mut all = Vec::with_capacity(wrapped.len());
    for (params, bytes) in &wrapped {
        all.push(WrappedKey::new(SCHEME, params, bytes));
    }
    keys.unwrap_key(&all)?.ok_or_else(|| nobody(headers))
}

/// Why no provider knows one of the keys.
fn nobody(headers: &[Header<'_>]) -> SourceError {
    let mut names = headers.iter().filter_map(|header| header.param("alg"));
    let unsupported = |name: &&str| Algorithm::named(name).is_none();
    match names.clone().all(|name| unsupported(&name)).then(|| names.next()).flatten() {
        Some(name) => failures::of_algorithm(name),
        None => NO_MATCH,
    }
}
