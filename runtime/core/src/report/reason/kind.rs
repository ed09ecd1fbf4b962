//! What is wrong with a part, by the rules of the credential's kind.

use super::noun::Value;
use super::row::Row;
use crate::contract::SourceError;
use crate::report::place::Place;

/// Of a part that is loaded, and has no bytes to give.
pub(super) const NOT_EXPORTABLE: SourceError = SourceError::new(
    "key_not_exportable",
    "is a private key that signs where it is, and nobody gets its bytes",
    "use what signs by it: `client_cert_resolver()` or `client_config()`, with feature `rustls`; for other clients, store \
     the key in PEM",
);

pub(super) fn describe(error: SourceError, place: Place, row: Row<'_>) {
    row(
        error.code(),
        format_args!("{} {}{}", Value(place), error.problem(), error.detail()),
        format_args!("{}", error.fix()),
    );
}
