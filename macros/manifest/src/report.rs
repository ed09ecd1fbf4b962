//! Problems and the report they make.

mod collect;
mod outcome;
mod problem;
#[allow(clippy::module_inception, reason = "the folder holds what its main type needs")]
mod report;
mod sort;

pub(crate) use self::collect::{Forgotten, Problems};
pub use self::outcome::Outcome;
pub use self::problem::{Problem, Severity};
pub use self::report::Report;
