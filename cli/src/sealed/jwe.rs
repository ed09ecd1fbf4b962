//! Files of JSON Web Encryption.

use std::ffi::{OsStr, OsString};

use provider_credentials::__private::jwe::{KEYS, OPENER};
use provider_credentials::Loader;
use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};
use zeroize::Zeroizing;

use super::form;
use super::input::Input;
use super::opening::{Open, Opening};
use super::whom::Whom;
use crate::end::Failure;

struct JweFile {
    name: OsString,
    shown: String,
    is_json: bool,
    plain: Zeroizing<Vec<u8>>,
}

pub(super) fn encrypt(input: &Input, whom: &Whom) -> Result<Vec<u8>, Failure> {
    written(input.shown(), input.content(), whom, false)
}

pub(super) fn open(input: &Input, how: &Opening) -> Result<Box<dyn Open>, Failure> {
    let plain = how.with_keys(input, KEYS, |keys| {
        Loader::decode(&OPENER, input.content(), Some(input.name()), keys)
    })?;
    let is_json = input.content().trim_ascii_start().starts_with(b"{");
    Ok(Box::new(JweFile {
        name: input.name().to_owned(),
        shown: input.shown().to_owned(),
        is_json,
        plain,
    }))
}

/// In the compact form where it can be, unless it was in JSON.
fn written(shown: &str, plain: &[u8], whom: &Whom, is_json: bool) -> Result<Vec<u8>, Failure> {
    let mut writer: Option<JweWriter> = None;
    for (name, key) in &whom.keys {
        let recipient = JweRecipient::from_jwk(key)
            .map_err(|error| Failure(format!("`{name}`: {error} [{}]", error.code())))?;
        writer = Some(match writer {
            None => JweWriter::new(recipient),
            Some(writer) => writer.with_recipient(recipient),
        });
    }
    let writer = writer
        .ok_or_else(|| Failure(format!("nobody would be able to open `{shown}`; name a key")))?;
    let file =
        if is_json || whom.keys.len() > 1 { writer.json(plain) } else { writer.compact(plain) };
    // Without a line break at the end: behind one, `jose` fails.
    let file = file.map_err(|error| Failure(format!("`{shown}`: {error} [{}]", error.code())))?;
    Ok(file.into_bytes())
}

impl Open for JweFile {
    fn plain(&self) -> &[u8] {
        &self.plain
    }

    fn name(&self) -> &OsStr {
        form::inner(&self.name)
    }

    fn knows_recipients(&self) -> bool {
        false
    }

    fn encrypt(&self, plain: &[u8], whom: Option<&Whom>) -> Result<Vec<u8>, Failure> {
        form::require(&self.name, &self.shown, &self.plain, plain)?;
        written(&self.shown, plain, whom.unwrap_or(&Whom::default()), self.is_json)
    }

    fn rekey(&mut self, whom: &Whom) -> Result<Vec<u8>, Failure> {
        written(&self.shown, &self.plain, whom, self.is_json)
    }
}
