//! A password of the keyring.

#[cfg(feature = "keyring")]
use std::path::Path;

use provider_credentials_manifest::checked::KeyPath;

#[cfg(feature = "keyring")]
use super::json::{self, Lacking};
use crate::end::Failure;
#[cfg(feature = "keyring")]
use crate::lock;
#[cfg(feature = "keyring")]
use crate::screen::clean;

/// Writes the whole password, or the value of that key of one in JSON.
#[cfg(feature = "keyring")]
pub(super) fn write(
    name: &str,
    params: &[(String, String)],
    key: Option<&KeyPath>,
    value: &[u8],
) -> Result<(), Failure> {
    use provider_credentials_keyring as keyring;

    let params: Vec<(&str, &str)> =
        params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = |why: String| Failure(format!("`{name}` is not written: {why}"));
    let Some(key) = key else {
        let written = keyring::write(&params, value);
        return written.map_err(|error| refused(format!("{error} [{}]", error.code())));
    };
    // Two that change a value of one password must not undo each other.
    let directory = std::env::var_os("XDG_RUNTIME_DIR").filter(|path| !path.is_empty());
    let _alone = match directory {
        Some(directory) => lock::lock(&Path::new(&directory).join("keyring"), "the keyring")?,
        None => None,
    };
    let before = match keyring::read(&params) {
        Ok(before) => Some(before),
        Err(error) if error.is_absent() => None,
        Err(error) => return Err(refused(format!("{error} [{}]", error.code()))),
    };
    let text = |bytes| std::str::from_utf8(bytes).map_err(|_| refused("it is not text".to_owned()));
    let segments: Vec<&str> = key.segments.iter().map(String::as_str).collect();
    let before = before.as_ref().map(|before| text(before)).transpose()?;
    let mut after =
        json::with_value(before, &segments, Lacking::Added, text(value)?).map_err(|problem| {
            let problem = problem.to_string();
            refused(format!("the password in the keyring stays as it is: {}", clean(&problem)))
        })?;
    // A new one has a line break, as files do.
    while after.last() == Some(&b'\n') {
        after.pop();
    }
    let written = keyring::write(&params, &after);
    written.map_err(|error| refused(format!("{error} [{}]", error.code())))
}

/// No target is one then.
#[cfg(not(feature = "keyring"))]
pub(super) fn write(
    name: &str,
    _: &[(String, String)],
    _: Option<&KeyPath>,
    _: &[u8],
) -> Result<(), Failure> {
    Err(Failure(format!("`{name}` is not written: this build lacks feature `keyring`")))
}
