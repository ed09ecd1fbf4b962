//! A password of the keyring.

use crate::end::Failure;

#[cfg(feature = "keyring")]
pub(super) fn write(name: &str, params: &[(String, String)], value: &[u8]) -> Result<(), Failure> {
    let params: Vec<(&str, &str)> =
        params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    provider_credentials_keyring::write(&params, value)
        .map_err(|error| Failure(format!("`{name}` is not written: {error} [{}]", error.code())))
}

/// No target is one then.
#[cfg(not(feature = "keyring"))]
pub(super) fn write(name: &str, _: &[(String, String)], _: &[u8]) -> Result<(), Failure> {
    Err(Failure(format!("`{name}` is not written: this build lacks feature `keyring`")))
}
