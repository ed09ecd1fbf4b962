use std::ffi::OsString;
use std::path::PathBuf;

use crate::loader::{Environment, HOME};
use crate::reason::Reason;
use crate::spec::{PathPart, PathTemplate};

/// Puts the variables of the environment into a path.
///
/// Unset and empty are the same, as in the shell's `${X:-default}`.
pub(crate) fn expand(
    template: &'static PathTemplate,
    environment: &Environment,
) -> Result<PathBuf, Reason> {
    let mut path = OsString::new();
    for part in template.parts {
        match part {
            PathPart::Text(text) => path.push(text),
            PathPart::Home => {
                let home = environment.get_non_empty(HOME);
                path.push(home.ok_or(Reason::PathVariableNotSet { name: HOME })?);
            }
            PathPart::Var { name, default } => {
                let value = environment.get_non_empty(name);
                let value = value.or(default.map(AsRef::as_ref));
                path.push(value.ok_or(Reason::PathVariableNotSet { name })?);
            }
        }
    }
    Ok(path.into())
}
