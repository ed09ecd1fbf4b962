use std::io::Read;

use age::Decryptor;
use age::armor::ArmoredReader;
#[cfg(feature = "sops")]
use provider_credentials_core::Keys;
use provider_credentials_core::{DecodeRequest, Decoder, SourceError};
use zeroize::Zeroizing;

use super::at_once::AtOnce;
use super::failures::{self, ARMOR, FORMAT, NOT_ENCRYPTED, PAYLOAD};
use super::stanzas::Providers;

/// How every version of the format begins.
const MAGIC: &[u8] = b"age-encryption.org/";

/// How armor begins.
const ARMOR_BEGINS: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Whether it is meant to be a file of age.
pub(super) fn is_encrypted(content: &[u8]) -> bool {
    content.starts_with(MAGIC) || is_armored(content)
}

/// Whether it says another version than 1, in whole.
fn is_of_other_version(content: &[u8]) -> bool {
    let Some(rest) = content.strip_prefix(MAGIC) else { return false };
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_version =
        line.len() < 8 && line.strip_prefix(b"v").is_some_and(|n| n.iter().all(u8::is_ascii_digit));
    is_version && line != b"v1" && rest.len() > line.len()
}

fn is_armored(content: &[u8]) -> bool {
    content.trim_ascii_start().starts_with(ARMOR_BEGINS)
}

pub(super) struct AgeDecoder;

impl Decoder for AgeDecoder {
    fn decode(&self, request: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let providers = Providers::new(request.keys());
        decrypt(request.content(), &providers, || providers.failure())
    }
}

/// A key that is the content of a file, as sops has them; `params` go with the file's own key to the providers.
#[cfg(feature = "sops")]
pub(crate) fn decrypt_key(
    content: &[u8],
    keys: Keys<'_>,
    params: &[(&str, &str)],
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let providers = Providers::with_params(keys, params);
    decrypt(content, &providers, || providers.failure())
}

/// The content of a file, all of which is verified. `failure` knows more of why there is no key.
pub(super) fn decrypt(
    content: &[u8],
    identity: &dyn age::Identity,
    failure: impl Fn() -> Option<SourceError>,
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    if !is_encrypted(content) {
        return Err(NOT_ENCRYPTED);
    }
    if is_of_other_version(&beginning(content)) {
        return Err(FORMAT);
    }
    // The library passes over white space behind armor, and not before it.
    let content = if is_armored(content) { content.trim_ascii_start() } else { content };
    let decryptor = match Decryptor::new_buffered(AtOnce(ArmoredReader::new(content))) {
        Ok(decryptor) => decryptor,
        Err(_) if is_armored(content) && !is_armor_whole(content) => return Err(ARMOR),
        Err(error) => return Err(failures::of_header(&error)),
    };
    let stream = decryptor.decrypt(core::iter::once(identity));
    let stream =
        stream.map_err(|error| failure().unwrap_or_else(|| failures::of_header(&error)))?;
    read(stream, content.len())
}

/// As much of it, without armor, as has the version.
fn beginning(content: &[u8]) -> Vec<u8> {
    const VERSION: usize = 64;

    let mut beginning = Vec::new();
    if !is_armored(content) {
        beginning.extend(content.iter().take(VERSION));
        return beginning;
    }
    // Armor that cannot be read is told later.
    _ = ArmoredReader::new(content.trim_ascii_start())
        .take(VERSION as u64)
        .read_to_end(&mut beginning);
    beginning
}

/// Whether all of the armor can be read.
fn is_armor_whole(content: &[u8]) -> bool {
    std::io::copy(&mut ArmoredReader::new(content), &mut std::io::sink()).is_ok()
}

/// All of it, in one buffer: a text is never longer than what it is encrypted to.
fn read(mut stream: impl Read, most: usize) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let mut plain = Zeroizing::new(vec![0; most]);
    let mut length = 0;
    loop {
        let Some(rest) = plain.get_mut(length..).filter(|rest| !rest.is_empty()) else {
            return Err(PAYLOAD);
        };
        match stream.read(rest) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(_) => return Err(PAYLOAD),
        }
    }
    plain.truncate(length);
    Ok(plain)
}
