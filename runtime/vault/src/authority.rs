//! Whom the connection trusts: what the files say that settings name.

use core::str;
use std::fs;
use std::path::{Path, PathBuf};

use provider_credentials_core::{SecretFiles, SourceError};
use provider_credentials_http::{Identity, Trust};

use crate::failures::{AUTHORITY_INVALID, AUTHORITY_UNREADABLE, CLIENT_CERTIFICATE_INVALID};

/// Where certificates of authorities are.
pub(crate) enum Authority {
    File(PathBuf),
    /// Every file in it.
    Directory(PathBuf),
    Pem(String),
}

/// A certificate and its key, each a file.
pub(crate) struct ClientCertificate {
    pub(crate) certificate: PathBuf,
    pub(crate) private_key: PathBuf,
}

/// The system's authorities, unless others are named.
pub(crate) fn trust(
    files: &SecretFiles,
    authorities: &[Authority],
    client: Option<&ClientCertificate>,
) -> Result<Trust, SourceError> {
    let mut trust = Trust::system();
    for authority in authorities {
        trust = with_authority(files, trust, authority)?;
    }
    let Some(client) = client else { return Ok(trust) };
    let certificate = files.read_public(&client.certificate);
    let certificate = certificate.map_err(|_| CLIENT_CERTIFICATE_INVALID)?;
    // Else its own word says more: that others can read it.
    let key = files.read(&client.private_key).map_err(|error| match error.code() {
        "file_not_found" | "file_empty" => CLIENT_CERTIFICATE_INVALID,
        _ => error,
    })?;
    let (certificate, key) = (str::from_utf8(&certificate), str::from_utf8(&key));
    let (Ok(certificate), Ok(key)) = (certificate, key) else {
        return Err(CLIENT_CERTIFICATE_INVALID);
    };
    let identity = Identity::from_pem(certificate, key).map_err(|_| CLIENT_CERTIFICATE_INVALID)?;
    Ok(trust.with_identity(identity))
}

fn with_authority(
    files: &SecretFiles,
    trust: Trust,
    authority: &Authority,
) -> Result<Trust, SourceError> {
    let add = |trust: Trust, pem: &str| trust.with_authorities(pem).map_err(|_| AUTHORITY_INVALID);
    match authority {
        Authority::Pem(pem) => add(trust, pem),
        Authority::File(path) => add(trust, &text(files, path)?),
        Authority::Directory(path) => {
            let mut trust = trust;
            let mut is_any = false;
            // As OpenSSL does, without what is no certificate.
            for file in in_directory(path)? {
                if let Ok(text) = text(files, &file) {
                    if let Ok(more) = trust.clone().with_authorities(&text) {
                        (trust, is_any) = (more, true);
                    }
                }
            }
            if is_any { Ok(trust) } else { Err(AUTHORITY_INVALID) }
        }
    }
}

fn in_directory(path: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let entries = fs::read_dir(path).map_err(|_| AUTHORITY_UNREADABLE)?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

fn text(files: &SecretFiles, path: &Path) -> Result<String, SourceError> {
    let bytes = files.read_public(path).map_err(|_| AUTHORITY_UNREADABLE)?;
    str::from_utf8(&bytes).map(str::to_owned).map_err(|_| AUTHORITY_INVALID)
}
