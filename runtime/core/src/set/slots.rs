use super::any::AnyCredential;
use super::table::Table;

/// The credentials of one generated struct, in the order of the manifest.
#[allow(missing_debug_implementations, reason = "not for people")]
pub struct Set {
    /// `None` before it is loaded: in Rust 1.85 a constant cannot refer to a static with a cell in it.
    pub(crate) table: Option<&'static Table>,
    pub(crate) slots: Vec<AnyCredential>,
}

impl Set {
    /// Before it is loaded.
    pub const UNFILLED: Self = Self { table: None, slots: Vec::new() };
}
