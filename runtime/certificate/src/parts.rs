//! The key and the certificate in parts of their own.

use std::sync::Arc;

use provider_credentials_core::{Assembly, PartError, Secret, SourceError, SourceWarning};
use zeroize::Zeroizing;

use crate::found::{Found, FoundKey};
use crate::material::{Form, Item, KeyFile, items};
use crate::{encrypted, errors};

const PASSPHRASE_UNUSED: SourceWarning = SourceWarning::new(
    "certificate_passphrase_unused",
    "is not needed: the private key is not encrypted",
    "encrypt the key (`openssl pkcs8 -topk8 -in KEY -out key.pem`), or remove it from the manifest",
);

const KEY_SIGNS: SourceWarning = SourceWarning::new(
    "certificate_passphrase_unused",
    "is not needed: the private key signs where it is",
    "remove it from the manifest",
);

/// The name of the part.
pub(crate) const KEY: &str = "private_key";

/// The key and the certificate that stand apart, or both times in the same file.
pub(crate) fn read(assembly: &mut Assembly<'_>) -> Result<Found, PartError> {
    const CERTIFICATE: &str = "certificate";

    let passphrase = assembly.part("passphrase");
    let bytes = |part: &'static str| assembly.part(part).map_or(&[][..], Secret::expose_bytes);
    let key = match assembly.signer(KEY) {
        Some(signer) => FoundKey::Signer(Arc::clone(signer)),
        None => FoundKey::File(key_of(bytes(KEY)).map_err(|error| PartError::new(KEY, error))?),
    };
    let certificates = certificates_of(bytes(CERTIFICATE));
    let certificates = certificates.map_err(|error| PartError::new(CERTIFICATE, error))?;
    let unused = match &key {
        FoundKey::Signer(_) => Some(KEY_SIGNS),
        FoundKey::File(file) if file.form != Form::Encrypted => Some(PASSPHRASE_UNUSED),
        FoundKey::File(_) => None,
    };
    if let (Some(_), Some(unused)) = (passphrase, unused) {
        assembly.warn("passphrase", unused);
    }
    let key = match key {
        FoundKey::File(file) => {
            FoundKey::File(encrypted::open(file, passphrase.map(Secret::expose_bytes), KEY)?)
        }
        signer @ FoundKey::Signer(_) => signer,
    };
    Ok(Found { key, key_part: KEY, certificates, certificate_part: CERTIFICATE })
}

fn key_of(bytes: &[u8]) -> Result<KeyFile, SourceError> {
    let (mut key, mut instead) = (None, None);
    for item in items(bytes)? {
        match item {
            Item::Key(file) if key.is_none() => key = Some(file),
            Item::Key(_) => return Err(errors::SEVERAL_KEYS),
            Item::Certificate(_) => instead = instead.or(Some(errors::KEY_IS_CERTIFICATE)),
            // What a key can be mistaken for counts before what stands beside it.
            Item::Other(error) => instead = Some(error),
        }
    }
    key.ok_or(instead.unwrap_or(errors::KEY_MISSING))
}

fn certificates_of(bytes: &[u8]) -> Result<Vec<Zeroizing<Vec<u8>>>, SourceError> {
    let (mut certificates, mut instead) = (Vec::new(), None);
    for item in items(bytes)? {
        match item {
            Item::Certificate(der) => certificates.push(der),
            Item::Key(_) => instead = instead.or(Some(errors::CERTIFICATE_IS_KEY)),
            Item::Other(error)
                if error == errors::LEGACY_ENCRYPTION || error == errors::OPENSSH =>
            {
                instead = instead.or(Some(errors::CERTIFICATE_IS_KEY));
            }
            Item::Other(error) => instead = Some(error),
        }
    }
    if certificates.is_empty() {
        return Err(instead.unwrap_or(errors::CERTIFICATE_MISSING));
    }
    Ok(certificates)
}
