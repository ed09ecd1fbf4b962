//! An environment variable, or the file that its `_FILE` twin names.
//!
//! The twin is the convention of Docker's official images ("Docker secrets" in their
//! documentation): `POSTGRES_PASSWORD_FILE=/run/secrets/password`.

use std::path::Path;

use crate::credential::Loaded;
use crate::loader::{Answer, Environment};
use crate::reason::{Failure, Place, Reason};
use crate::spec::EnvSpec;
use crate::structured;

use super::file::FileSource;

pub(super) fn answer(
    spec: &'static EnvSpec,
    environment: &Environment,
    files: &mut FileSource<'_>,
) -> Answer {
    let place = Place::Env(spec);
    let value = environment.get(spec.var);
    let file = environment.get(spec.file_var).filter(|file| !is_blank(file.to_str()));
    let fail = |reason| Failure { place, reason };
    match (value, file) {
        (None, None) => match environment.fault() {
            Some(fault) => Answer::Broken(fault),
            None => Answer::Absent(fail(Reason::EnvNotSet)),
        },
        (Some(value), None) => match value.to_str().map(structured::finish) {
            None => Answer::Broken(fail(Reason::EnvNotUnicode)),
            // Nothing but white space fails when all else is empty: `X=` is how Compose and shells
            // pass a variable that is not there.
            Some(Err(_)) => Answer::Absent(fail(Reason::EnvEmpty)),
            Some(Ok(secret)) => {
                let warnings = environment.warnings(spec.var).to_vec();
                Answer::Found(Loaded::new(secret, place, warnings))
            }
        },
        (Some(value), Some(_)) if !is_blank(value.to_str()) => {
            Answer::Broken(fail(Reason::EnvAndFileBothSet))
        }
        (_, Some(file)) => files.answer_whole(Path::new(file), Place::EnvFile(spec)),
    }
}

/// Whether a variable counts as empty. One that is not Unicode holds something.
fn is_blank(value: Option<&str>) -> bool {
    value.is_some_and(|text| text.trim().is_empty())
}
