use std::ffi::{OsStr, OsString};
use std::path::Path;

use zeroize::Zeroize;

use crate::loader::{Environment, HOME};
use crate::reason::Reason;
use crate::spec::{PathPart, PathTemplate};

/// A path that is wiped on drop: people paste keys into the variables that name a file.
pub(crate) struct WipedPath(OsString);

impl WipedPath {
    /// The parts one behind the other, in a buffer that never grows.
    pub(crate) fn concat(parts: &[&OsStr]) -> Self {
        let mut length = 0;
        for part in parts {
            length += part.len();
        }
        let mut path = OsString::with_capacity(length);
        for part in parts {
            path.push(part);
        }
        Self(path)
    }

    pub(crate) fn as_os_str(&self) -> &OsStr {
        &self.0
    }

    pub(crate) fn as_path(&self) -> &Path {
        Path::new(&self.0)
    }

    /// As `Path::join`, from `base`.
    pub(crate) fn below(self, base: &Path) -> Self {
        if self.as_path().has_root() || self.as_path().is_absolute() {
            return self;
        }
        let separator =
            if base.as_os_str().is_empty() { "" } else { std::path::MAIN_SEPARATOR_STR };
        Self::concat(&[base.as_os_str(), separator.as_ref(), &self.0])
    }
}

impl Drop for WipedPath {
    fn drop(&mut self) {
        core::mem::take(&mut self.0).into_encoded_bytes().zeroize();
    }
}

/// Puts the variables of the environment into a path.
///
/// Unset and empty are the same, as in the shell's `${X:-default}`.
pub(crate) fn expand(
    template: &'static PathTemplate,
    environment: &Environment,
) -> Result<WipedPath, Reason> {
    let mut parts: Vec<&OsStr> = Vec::with_capacity(template.parts.len());
    for part in template.parts {
        parts.push(match part {
            PathPart::Text(text) => text.as_ref(),
            PathPart::Home => {
                let home = environment.get_non_empty(HOME);
                home.ok_or(Reason::PathVariableNotSet { name: HOME })?
            }
            PathPart::Var { name, default } => {
                let value = environment.get_non_empty(name);
                let value = value.or(default.map(AsRef::as_ref));
                value.ok_or(Reason::PathVariableNotSet { name })?
            }
        });
    }
    Ok(WipedPath::concat(&parts))
}
