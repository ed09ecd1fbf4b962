//! What is wrong with a part, by the rules of the credential's kind.

use super::noun::Value;
use super::row::Row;
use crate::contract::SourceError;
use crate::report::place::Place;

pub(super) fn describe(error: SourceError, place: Place, row: Row<'_>) {
    row(
        error.code(),
        format_args!("{} {}{}", Value(place), error.problem(), error.detail()),
        format_args!("{}", error.fix()),
    );
}
