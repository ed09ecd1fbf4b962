use super::row::Row;
use super::{business, clouds, models, people};

/// All of them.
pub(in super::super) static TABLES: [&[Row]; 4] =
    [business::ROWS, clouds::ROWS, models::ROWS, people::ROWS];
