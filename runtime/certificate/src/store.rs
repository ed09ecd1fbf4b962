//! Key and certificates in one file: PKCS#12 (RFC 7292).

#[cfg(feature = "pkcs12")]
pub(crate) use with::read;
#[cfg(not(feature = "pkcs12"))]
pub(crate) use without::read;

#[cfg(not(feature = "pkcs12"))]
mod without {
    use provider_credentials_core::{PartError, Secret, SourceError};

    use crate::found::Found;

    pub(crate) fn read(_: &Secret, _: Option<&Secret>) -> Result<Found, PartError> {
        const OFF: SourceError = SourceError::new(
            "certificate_pkcs12_off",
            "needs feature `pkcs12` of provider-credentials",
            "enable it in Cargo.toml",
        );
        Err(PartError::new("pkcs12", OFF))
    }
}

#[cfg(feature = "pkcs12")]
mod with {
    use p12_keystore::{Pkcs12Archive, error::Error};
    use provider_credentials_core::{ExposeSecret, PartError, Secret, SourceError};
    use zeroize::Zeroizing;

    use crate::der::{self, INTEGER, SEQUENCE};
    use crate::errors;
    use crate::found::{Found, FoundKey};
    use crate::material::{Form, Item, KeyFile, items};

    const PART: &str = "pkcs12";

    const NOT_PKCS12: SourceError = SourceError::new(
        "certificate_not_pkcs12",
        "is no PKCS#12",
        "give it a file that `openssl pkcs12 -info -in FILE` reads; PEM belongs into `private_key` and \
         `certificate`",
    );
    const DAMAGED: SourceError = SourceError::new(
        "certificate_pkcs12_damaged",
        "is damaged, or of a form that is not known here",
        "copy the file again, or make it again: `openssl pkcs12 -export`",
    );
    const UNKNOWN_ENCRYPTION: SourceError = SourceError::new(
        "certificate_pkcs12_encryption_unknown",
        "is encrypted in a way that is not known here, or such that to open it takes too long",
        "make it again with AES: `openssl pkcs12 -export`",
    );

    const UNAUTHENTICATED: SourceError = SourceError::new(
        "certificate_store_unauthenticated",
        "has no MAC, so that the passphrase does not tell whether somebody changed it",
        "make it again without `-nomac`: `openssl pkcs12 -export`",
    );
    const NOT_TEXT: SourceError = SourceError::new(
        "certificate_passphrase_not_text",
        "is no text, and that of PKCS#12 is one",
        "give it in UTF-8, or remove its `encoding`",
    );

    pub(crate) fn read(store: &Secret, passphrase: Option<&Secret>) -> Result<Found, PartError> {
        let bytes = store.expose_bytes();
        is_one(bytes).map_err(|error| PartError::new(PART, error))?;
        if passphrase.is_some_and(|passphrase| !passphrase.is_text()) {
            return Err(PartError::new("passphrase", NOT_TEXT));
        }
        // Without a passphrase, whoever can change it can make it anew.
        if passphrase.is_some() && !has_mac(bytes) {
            return Err(PartError::new(PART, UNAUTHENTICATED));
        }
        let text = passphrase.map_or("", ExposeSecret::expose_secret);
        let archive =
            Pkcs12Archive::from_pkcs12(bytes, text).map_err(|error| match why(&error) {
                errors::WRONG_PASSPHRASE if passphrase.is_none() => {
                    PartError::new(PART, errors::ENCRYPTED)
                }
                errors::WRONG_PASSPHRASE => PartError::new("passphrase", errors::WRONG_PASSPHRASE),
                error => PartError::new(PART, error),
            })?;
        let key = match archive.keys.as_slice() {
            [one] => one.key.as_der().to_vec(),
            [] => return Err(PartError::new(PART, errors::KEY_MISSING)),
            _ => return Err(PartError::new(PART, errors::SEVERAL_KEYS)),
        };
        let certificates: Vec<Zeroizing<Vec<u8>>> =
            archive.certs.iter().map(|one| Zeroizing::new(one.cert.as_der().to_vec())).collect();
        if certificates.is_empty() {
            return Err(PartError::new(PART, errors::CERTIFICATE_MISSING));
        }
        let key = KeyFile { form: Form::Pkcs8, der: Zeroizing::new(key) };
        let key = FoundKey::File(key);
        Ok(Found { key, key_part: PART, certificates, certificate_part: PART })
    }

    /// Nothing if it has the outline of PKCS#12; else what it is.
    fn is_one(bytes: &[u8]) -> Result<(), SourceError> {
        match items(bytes).ok().and_then(|items| items.into_iter().next()) {
            Some(Item::Other(error)) if error != errors::IS_PKCS12 => Err(error),
            Some(Item::Other(_)) if bytes.first() == Some(&0x30) => Ok(()),
            _ => Err(NOT_PKCS12),
        }
    }

    /// RFC 7292, section 4: behind the version and what it authenticates.
    fn has_mac(bytes: &[u8]) -> bool {
        let Some(mut fields) = der::sequence(bytes) else { return false };
        fields.take(INTEGER).is_some()
            && fields.take(SEQUENCE).is_some()
            && fields.take(SEQUENCE).is_some()
    }

    fn why(error: &Error) -> SourceError {
        match error {
            Error::MacError(_) | Error::UnpadError | Error::Pkcs5Error(_) => {
                errors::WRONG_PASSPHRASE
            }
            Error::UnsupportedEncryptionScheme
            | Error::UnsupportedMacAlgorithm
            | Error::InvalidParameters => UNKNOWN_ENCRYPTION,
            _ => DAMAGED,
        }
    }
}
