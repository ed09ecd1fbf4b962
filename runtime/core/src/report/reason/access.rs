//! Why a secret that is loaded is not given out.

use super::row::Row;
use crate::contract::NotRecorded;

pub(super) fn describe(reason: NotRecorded, row: Row<'_>) {
    row(
        "access_not_recorded",
        format_args!("the access cannot be recorded (`{}`): {}", reason.code(), reason.problem()),
        format_args!("{}", reason.fix()),
    );
}
