//! What a process does for itself. Knows nothing of credentials.

mod hardening;

pub use hardening::{Hardening, Measure, harden_process};
