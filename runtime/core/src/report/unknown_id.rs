use core::fmt;

/// A text that is no credential ID of the manifest.
///
/// Returned by `CredentialId::from_str`. Does not repeat the text, which is not ours to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownCredentialId;

impl fmt::Display for UnknownCredentialId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no credential with this ID is declared in the manifest")
    }
}

impl core::error::Error for UnknownCredentialId {}
