//! What generated code calls by name.

use core::fmt;

use super::credential_set::CredentialSet;
use super::table::Table;
use crate::report::UnknownCredentialId;

/// `FromStr` of a generated enum, whose values are `all`.
pub fn parse_id<I: Copy>(
    table: &'static Table,
    all: &'static [I],
    id: &str,
) -> Result<I, UnknownCredentialId> {
    let found = table.position(id).and_then(|position| all.get(position).copied());
    found.ok_or(UnknownCredentialId::new(table.specs()))
}

/// `Debug` of a generated struct: each credential's ID and how loading it ended.
pub fn fmt_debug<T: CredentialSet>(
    set: &T,
    name: &'static str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for credential in set.iter() {
        let state = match credential.error() {
            None => "loaded",
            Some(error) => error.code(),
        };
        out.field(credential.id(), &format_args!("{state}"));
    }
    out.finish()
}
