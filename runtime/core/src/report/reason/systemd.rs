//! The directory in which systemd puts the credentials of a unit (systemd.exec(5)).

use core::fmt;

use crate::report::place::Place;
use crate::spec::{CREDENTIALS_DIRECTORY, FileSpec, TemplatePart};

/// Whether the variable names that directory.
pub(super) fn is_directory(variable: &str) -> bool {
    variable == CREDENTIALS_DIRECTORY
}

/// Whether the file is in that directory.
pub(super) fn has(place: Place) -> bool {
    place.is_systemd() || place.is_below(CREDENTIALS_DIRECTORY)
}

/// A unit, by its name if that is known.
pub(super) struct Unit(pub(super) Option<&'static str>);

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(f, "unit `{name}`"),
            None => f.write_str("the systemd unit"),
        }
    }
}

/// What a unit needs for a credential at `place`, by name if the path is nothing else.
pub(super) struct LoadCredential(pub(super) Place, pub(super) Option<&'static str>);

impl fmt::Display for LoadCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.0 {
            Place::File(FileSpec { path, .. }) => match path.parts {
                [
                    TemplatePart::Var { .. } | TemplatePart::CredentialsDirectory,
                    TemplatePart::Text(text),
                ] => text.strip_prefix('/'),
                _ => None,
            },
            _ => None,
        };
        let name = name.filter(|name| !name.contains('/')).unwrap_or("NAME");
        write!(
            f,
            "add `LoadCredential={name}:PATH`, or `LoadCredentialEncrypted=`, to {}, ",
            Unit(self.1)
        )?;
        f.write_str("where PATH is the file with the secret")
    }
}
