//! Whether records are as they were written.

mod pending;
mod said;
mod verified;
mod verifier;

pub use said::{Finding, Note};
pub use verified::{Outcome, Verified};
pub use verifier::Verifier;
