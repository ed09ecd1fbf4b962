//! What opens files, out of a text.

use core::str;

use age::secrecy::SecretString;
use age::{DecryptError, Identity, scrypt, ssh, x25519};
use age_core::format::{FileKey, Stanza};
use provider_credentials_core::{ExposeSecret, Secret, SourceError};
use zeroize::Zeroizing;

use super::decoder::{self, is_encrypted};
use super::failures::{
    BAD_IDENTITY, EMPTY_IDENTITY, HEADER, LOCKED_IDENTITY, NO_PASSPHRASE, NO_RECIPIENT, SSH,
    TOO_MUCH_WORK, WRONG_IDENTITY_PASSPHRASE, WRONG_PASSPHRASE,
};
use super::line::{self, Line};
use super::plugin::{self, Running};
use super::stanzas::bytes_of;

/// The stanza of a passphrase.
pub(super) const SCRYPT: &str = "scrypt";

/// How the stanzas of SSH keys begin.
const OF_SSH: &str = "ssh-";

/// How a private key in PEM begins (RFC 7468).
const PEM: &str = "-----BEGIN ";

/// Identities, and a passphrase: of a file, or of the identities that are encrypted themselves.
#[derive(Default)]
pub(crate) struct Material {
    identities: Vec<One>,
    passphrase: Option<SecretString>,
}

enum One {
    Native(x25519::Identity),
    Ssh(Box<ssh::Identity>),
    /// The name of its plug-in, and the line.
    OfPlugin(String, Zeroizing<String>),
}

impl Material {
    pub(crate) fn of_passphrase(passphrase: &Secret) -> Self {
        Self { identities: Vec::new(), passphrase: Some(passphrase.to_secret_string()) }
    }

    /// What a text is that may be either.
    pub(super) fn of_secret(secret: &[u8], max_work: u8) -> Result<Self, SourceError> {
        let mut material = Self::default();
        if is_identity(secret) {
            material.add(secret, max_work)?;
        } else {
            let passphrase = str::from_utf8(secret).map_err(|_| WRONG_PASSPHRASE)?;
            material.passphrase = Some(passphrase.to_owned().into());
        }
        Ok(material)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.identities.is_empty() && self.passphrase.is_none()
    }

    /// Adds the identities of a file.
    pub(crate) fn add(&mut self, content: &[u8], max_work: u8) -> Result<(), SourceError> {
        if !is_encrypted(content) {
            return self.add_plain(content);
        }
        let by = self.passphrase.as_ref().ok_or(LOCKED_IDENTITY)?;
        let identity = Passphrase { by: by.clone(), max_work };
        let plain = decoder::decrypt(content, &identity, || None)
            .map_err(|error| if error == HEADER { WRONG_IDENTITY_PASSPHRASE } else { error })?;
        self.add_plain(&plain)
    }

    fn add_plain(&mut self, content: &[u8]) -> Result<(), SourceError> {
        let text = str::from_utf8(content).map_err(|_| BAD_IDENTITY)?;
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with(PEM) {
            // The library reads the lines of the key alone.
            let key = ssh::Identity::from_buffer(text.trim_start().as_bytes(), None);
            let key = key.map_err(|_| SSH)?;
            if matches!(key, ssh::Identity::Unsupported(_)) {
                return Err(SSH);
            }
            self.identities.push(One::Ssh(Box::new(key)));
            return Ok(());
        }
        let before = self.identities.len();
        for line in text.lines().map(str::trim) {
            if !line.is_empty() && !line.starts_with('#') {
                self.identities.push(match line::identity(line)? {
                    Line::Native(identity) => One::Native(identity),
                    Line::OfPlugin(name) => One::OfPlugin(name, Zeroizing::new(line.to_owned())),
                });
            }
        }
        if self.identities.len() == before { Err(EMPTY_IDENTITY) } else { Ok(()) }
    }

    /// The key of a file; `None` if it is for others.
    pub(crate) fn open(
        &self,
        stanzas: &[Stanza],
        max_work: u8,
        running: &Running,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        if stanzas.iter().any(|stanza| stanza.tag == SCRYPT) {
            let by = self.passphrase.as_ref().ok_or(NO_PASSPHRASE)?;
            let identity = Passphrase { by: by.clone(), max_work };
            return match identity.unwrap_stanzas(stanzas) {
                None => Ok(None),
                Some(Ok(key)) => Ok(Some(bytes_of(&key))),
                Some(Err(DecryptError::ExcessiveWork { .. })) => Err(TOO_MUCH_WORK),
                Some(Err(DecryptError::DecryptionFailed)) => Err(WRONG_PASSPHRASE),
                Some(Err(_)) => Err(HEADER),
            };
        }
        if self.identities.is_empty() {
            return Err(NO_RECIPIENT);
        }
        let mut failed = None;
        for one in &self.identities {
            match self.open_by(one, stanzas) {
                Some(Ok(key)) => return Ok(Some(bytes_of(&key))),
                Some(Err(error)) => failed = failed.or(Some(error)),
                None => {}
            }
        }
        // Last, since they take longest.
        for (name, lines) in self.by_plugin() {
            match plugin::unwrap(name, &lines, stanzas, running) {
                Ok(Some(key)) => return Ok(Some(key)),
                Ok(None) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(None), Err)
    }

    /// The identities of each plug-in.
    fn by_plugin(&self) -> Vec<(&str, Vec<&str>)> {
        let mut plugins: Vec<(&str, Vec<&str>)> = Vec::new();
        for one in &self.identities {
            let One::OfPlugin(name, line) = one else { continue };
            match plugins.iter_mut().find(|(known, _)| known == name) {
                Some((_, lines)) => lines.push(line),
                None => plugins.push((name, vec![line])),
            }
        }
        plugins
    }

    fn open_by(&self, one: &One, stanzas: &[Stanza]) -> Option<Result<FileKey, SourceError>> {
        let opened = match one {
            One::Native(identity) => identity.unwrap_stanzas(stanzas),
            One::OfPlugin(..) => None,
            One::Ssh(_) if !stanzas.iter().any(|stanza| stanza.tag.starts_with(OF_SSH)) => None,
            One::Ssh(key) => match &**key {
                ssh::Identity::Encrypted(key) => {
                    let Some(passphrase) = &self.passphrase else {
                        return Some(Err(LOCKED_IDENTITY));
                    };
                    match key.decrypt(passphrase.clone()) {
                        Ok(key) => ssh::Identity::from(key).unwrap_stanzas(stanzas),
                        Err(_) => return Some(Err(WRONG_IDENTITY_PASSPHRASE)),
                    }
                }
                key => key.unwrap_stanzas(stanzas),
            },
        };
        Some(opened?.map_err(|_| HEADER))
    }
}

/// Whether a secret is meant to be identities, and not a passphrase.
fn is_identity(secret: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(secret) else { return false };
    let text = text.trim_start();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    is_encrypted(secret) || text.starts_with(PEM) || lines.any(line::is_meant)
}

/// A passphrase that takes no more work than the limit.
struct Passphrase {
    by: SecretString,
    max_work: u8,
}

impl Identity for Passphrase {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        if stanza.tag != SCRYPT {
            return None;
        }
        let mut identity = scrypt::Identity::new(self.by.expose_secret().into());
        identity.set_max_work_factor(self.max_work);
        identity.unwrap_stanza(stanza)
    }
}
