use core::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Calls code that is not ours: what it returns, or `None` if it panics, which then hurts nobody else.
pub(crate) fn shielded<T>(call: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(value) => Some(value),
        Err(payload) => {
            // To drop it may panic too.
            mem::forget(payload);
            None
        }
    }
}
