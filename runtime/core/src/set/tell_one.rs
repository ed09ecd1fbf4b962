use std::sync::Arc;

use super::tracing::trace;
use crate::contract::shielded;
use crate::report::{Event, Observer};

/// Tells everyone one thing. One that panics hurts neither the load nor the others.
pub(crate) fn tell_one(observers: &[Arc<dyn Observer>], event: &Event<'_>) {
    trace(event);
    for observer in observers {
        shielded(|| observer.observe(event));
    }
}
