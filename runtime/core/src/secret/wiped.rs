use std::ffi::{OsStr, OsString};
use std::path::Path;

use zeroize::Zeroize;

/// The value of a variable, or a path: wiped on drop, because people paste keys into variables that
/// name a file.
pub(crate) struct WipedOsString(OsString);

impl WipedOsString {
    /// The parts joined, in a buffer that never grows: one that grew would leave its content behind.
    pub(crate) fn concat(parts: &[&OsStr]) -> Self {
        let mut length = 0;
        for part in parts {
            length += part.len();
        }
        let mut joined = OsString::with_capacity(length);
        for part in parts {
            joined.push(part);
        }
        Self(joined)
    }

    pub(crate) fn as_os_str(&self) -> &OsStr {
        &self.0
    }

    pub(crate) fn as_path(&self) -> &Path {
        Path::new(&self.0)
    }
}

impl From<OsString> for WipedOsString {
    fn from(value: OsString) -> Self {
        Self(value)
    }
}

impl Clone for WipedOsString {
    fn clone(&self) -> Self {
        Self::concat(&[&self.0])
    }
}

impl Drop for WipedOsString {
    fn drop(&mut self) {
        core::mem::take(&mut self.0).into_encoded_bytes().zeroize();
    }
}
