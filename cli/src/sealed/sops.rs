//! Files of sops.

use std::ffi::{OsStr, OsString};
use std::time::SystemTime;

use provider_credentials::__private::sops::KEYS;
use provider_credentials::{Loader, SourceError};
use provider_credentials_sealed::sops::{Recipient, Selection, SopsFile, SopsFormat};

use super::input::Input;
use super::opening::{Open, Opening};
use super::whom::{Named, Whom};
use crate::end::Failure;

struct Opened {
    name: OsString,
    shown: String,
    file: SopsFile,
}

pub(super) fn encrypt(input: &Input, whom: &Whom) -> Result<Vec<u8>, Failure> {
    let failed = |error: SourceError| input.failure(error);
    let format = SopsFile::format_of(input.name()).map_err(failed)?;
    let groups = groups(whom).map_err(failed)?;
    let file = Loader::new().with_keys(KEYS, None, None, |keys| {
        SopsFile::new_for(format, &groups, threshold(whom), keys)
    });
    let mut file = file.map_err(failed)?;
    if let Some((name, text)) = whom.selection.as_ref().filter(|_| format != SopsFormat::Binary) {
        file = file.selecting(&selection(name, text.clone())?).map_err(failed)?;
    }
    let file = file.mac_only_encrypted(whom.is_mac_of_encrypted);
    let encrypted = file.encrypt(input.content(), SystemTime::now()).map_err(failed)?;
    match &whom.selection {
        Some((name, _)) if !has_values(&encrypted) => Err(Failure(format!(
            "`{name}` in `.sops.yaml` encrypts no value of `{}`; correct it",
            input.shown()
        ))),
        _ => Ok(encrypted),
    }
}

/// Whether anything but the checksum is encrypted.
fn has_values(encrypted: &[u8]) -> bool {
    const VALUE: &[u8] = b"ENC[AES256_GCM,data:";

    encrypted.windows(VALUE.len()).filter(|window| *window == VALUE).nth(1).is_some()
}

pub(super) fn open(input: &Input, how: &Opening) -> Result<Box<dyn Open>, Failure> {
    let file =
        how.with_keys(input, KEYS, |keys| SopsFile::open(input.content(), input.name(), keys))?;
    let (name, shown) = (input.name().to_owned(), input.shown().to_owned());
    Ok(Box::new(Opened { name, shown, file }))
}

fn groups(whom: &Whom) -> Result<Vec<Vec<Recipient>>, SourceError> {
    let parsed = |named: &Named| {
        let recipient = Recipient::parse(&named.text)?;
        let context = named.context.iter();
        Ok(context.fold(recipient, |all, (name, value)| all.with_context(name, value)))
    };
    whom.groups.iter().map(|group| group.iter().map(parsed).collect()).collect()
}

fn threshold(whom: &Whom) -> usize {
    whom.threshold.unwrap_or(whom.groups.len())
}

fn selection(name: &str, text: String) -> Result<Selection, Failure> {
    Ok(match name {
        "unencrypted_suffix" => Selection::UnencryptedSuffix(text),
        "encrypted_suffix" => Selection::EncryptedSuffix(text),
        "unencrypted_regex" => Selection::UnencryptedRegex(text),
        "encrypted_regex" => Selection::EncryptedRegex(text),
        _ => {
            return Err(Failure(format!(
                "`.sops.yaml` has `{name}`, by which only sops itself can encrypt; use `sops encrypt`"
            )));
        }
    })
}

impl Opened {
    fn failure(&self, error: SourceError) -> Failure {
        Failure(format!("`{}`: {error} [{}]", self.shown, error.code()))
    }
}

impl Open for Opened {
    fn plain(&self) -> &[u8] {
        self.file.plain()
    }

    fn name(&self) -> &OsStr {
        &self.name
    }

    fn knows_recipients(&self) -> bool {
        true
    }

    fn encrypt(&self, plain: &[u8], _: Option<&Whom>) -> Result<Vec<u8>, Failure> {
        self.file.encrypt(plain, SystemTime::now()).map_err(|error| self.failure(error))
    }

    fn rekey(&mut self, whom: &Whom) -> Result<Vec<u8>, Failure> {
        let groups = groups(whom).map_err(|error| self.failure(error))?;
        let done = Loader::new().with_keys(KEYS, None, None, |keys| {
            self.file.rekey_for(&groups, threshold(whom), keys)
        });
        done.map_err(|error| self.failure(error))?;
        let plain = zeroize::Zeroizing::new(self.file.plain().to_vec());
        self.encrypt(&plain, None)
    }
}
