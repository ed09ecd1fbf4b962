//! Files of age.

use std::ffi::{OsStr, OsString};

use provider_credentials::__private::age::{KEYS, OPENER};
use provider_credentials::Loader;
use provider_credentials_sealed::age::{self, Form};
use zeroize::Zeroizing;

use super::form;
use super::input::Input;
use super::opening::{Open, Opening};
use super::whom::Whom;
use crate::end::Failure;

struct AgeFile {
    name: OsString,
    shown: String,
    form: Form,
    plain: Zeroizing<Vec<u8>>,
}

pub(super) fn encrypt(input: &Input, whom: &Whom) -> Result<Vec<u8>, Failure> {
    written(input.shown(), input.content(), whom, Form::Armored)
}

pub(super) fn open(input: &Input, how: &Opening) -> Result<Box<dyn Open>, Failure> {
    let plain = how.with_keys(input, KEYS, |keys| {
        Loader::decode(&OPENER, input.content(), Some(input.name()), keys)
    })?;
    let is_armored = input.content().trim_ascii_start().starts_with(b"-----");
    let form = if is_armored { Form::Armored } else { Form::Binary };
    Ok(Box::new(AgeFile {
        name: input.name().to_owned(),
        shown: input.shown().to_owned(),
        form,
        plain,
    }))
}

fn written(shown: &str, plain: &[u8], whom: &Whom, form: Form) -> Result<Vec<u8>, Failure> {
    let [group] = whom.groups.as_slice() else {
        return Err(Failure(
            "age has no key groups, which `.sops.yaml` asks for; use `--as sops`, or give recipients"
                .to_owned(),
        ));
    };
    let recipients: Vec<&str> = group.iter().map(|one| one.text.as_str()).collect();
    age::encrypt(plain, &recipients, form)
        .map_err(|error| Failure(format!("`{shown}`: {error} [{}]", error.code())))
}

impl Open for AgeFile {
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
        written(&self.shown, plain, whom.unwrap_or(&Whom::default()), self.form)
    }

    fn rekey(&mut self, whom: &Whom) -> Result<Vec<u8>, Failure> {
        written(&self.shown, &self.plain, whom, self.form)
    }
}
