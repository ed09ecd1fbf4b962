//! Keys that a passphrase opens.

use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::pkcs5::pbes2::Kdf;
use pkcs8::pkcs5::{EncryptionScheme, Error};
use provider_credentials_core::{PartError, SourceError};
use zeroize::Zeroizing;

use crate::der::{self, OCTET_STRING, OID, SEQUENCE};
use crate::errors;
use crate::material::{Form, KeyFile};

// A damaged number must not keep a program from starting for hours, or take all memory.
const MOST_ROUNDS: u32 = 2_000_000;
const MOST_MEMORY: u64 = 256 << 20;

/// Opens an encrypted key (RFC 5958, section 3); others stay as they are.
pub(crate) fn open(
    file: KeyFile,
    passphrase: Option<&[u8]>,
    part: &'static str,
) -> Result<KeyFile, PartError> {
    if file.form != Form::Encrypted {
        return Ok(file);
    }
    let passphrase = passphrase.ok_or(PartError::new(part, errors::ENCRYPTED))?;
    match decrypt(&file.der, passphrase) {
        Ok(der) => Ok(KeyFile { form: Form::Pkcs8, der }),
        Err(error) if error == errors::WRONG_PASSPHRASE => Err(PartError::new("passphrase", error)),
        Err(error) => Err(PartError::new(part, error)),
    }
}

fn decrypt(der: &[u8], passphrase: &[u8]) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let info = EncryptedPrivateKeyInfoRef::try_from(der).map_err(|_| {
        if is_whole(der) { errors::ENCRYPTION_UNKNOWN } else { errors::KEY_DAMAGED }
    })?;
    let EncryptionScheme::Pbes2(scheme) = &info.encryption_algorithm else {
        return Err(errors::ENCRYPTION_UNKNOWN);
    };
    let is_bearable = match &scheme.kdf {
        Kdf::Pbkdf2(rounds) => rounds.iteration_count <= MOST_ROUNDS,
        Kdf::Scrypt(cost) => {
            let memory = cost.cost_parameter.saturating_mul(128 * u64::from(cost.block_size));
            memory <= MOST_MEMORY && cost.parallelization <= 16
        }
        _ => false,
    };
    if !is_bearable {
        return Err(errors::ENCRYPTION_TOO_COSTLY);
    }
    match info.decrypt(passphrase) {
        Ok(document) => Ok(Zeroizing::new(document.as_bytes().to_vec())),
        Err(pkcs8::Error::EncryptedPrivateKey(
            Error::UnsupportedAlgorithm { .. } | Error::AlgorithmParametersInvalid { .. },
        )) => Err(errors::ENCRYPTION_UNKNOWN),
        // Padding tells a wrong passphrase but in one of 256 cases, where what comes out is no DER.
        Err(_) => Err(errors::WRONG_PASSPHRASE),
    }
}

/// Whether it has the outline of an encrypted key, of whatever scheme.
fn is_whole(der: &[u8]) -> bool {
    let Some(mut fields) = der::sequence(der) else { return false };
    fields.inside(SEQUENCE).is_some_and(|mut scheme| scheme.take(OID).is_some())
        && fields.take(OCTET_STRING).is_some()
}
