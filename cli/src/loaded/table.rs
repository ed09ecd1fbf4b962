use std::sync::OnceLock;

use provider_credentials::__private::Table;

static TABLE: OnceLock<Table> = OnceLock::new();

pub(super) fn table() -> &'static Table {
    TABLE.get_or_init(|| Table::new(&[]))
}

/// Makes it the one that this run is about, unless there is one.
pub(super) fn set_table(table: Table) {
    let _ = TABLE.set(table);
}
