use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::tracing::trace;
use crate::report::{Event, Observer};

/// Tells everyone one thing. One that panics hurts neither the load nor the others.
pub(crate) fn tell_one(observers: &[Arc<dyn Observer>], event: &Event<'_>) {
    trace(event);
    for observer in observers {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| observer.observe(event))) {
            // To drop it may panic too.
            core::mem::forget(payload);
        }
    }
}
