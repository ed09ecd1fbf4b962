use std::fmt;
use std::str::FromStr;

use provider_credentials::UnknownCredentialId;

/// In place of the generated enum, of which there is none: nothing has this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Id {}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        match *self {}
    }
}

impl fmt::Display for Id {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl FromStr for Id {
    type Err = UnknownCredentialId;

    fn from_str(id: &str) -> Result<Self, UnknownCredentialId> {
        provider_credentials::__private::parse_id(super::table::table(), &[], id)
    }
}
