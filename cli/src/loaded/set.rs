use std::fmt;

use provider_credentials::__private::{Handles, Set, Table, fmt_debug};
use provider_credentials::CredentialSet;

use super::id::Id;
use super::table::table;

/// The credentials of the manifest that this run is about.
pub(crate) struct Loaded(Set);

impl CredentialSet for Loaded {
    type Id = Id;

    // IDs are texts here.
    const IDS: &'static [Id] = &[];

    fn __table() -> &'static Table {
        table()
    }

    fn __from(handles: Handles) -> Self {
        let mut set = Set::UNFILLED;
        handles.into_set(&mut set);
        Self(set)
    }

    fn __set(&self) -> &Set {
        &self.0
    }
}

impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_debug(self, "Loaded", f)
    }
}
