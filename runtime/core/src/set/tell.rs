//! Telling observers how a load went.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::any::AnyCredential;
use super::tracing::{LoadSpan, trace};
use crate::report::{Event, LoadSummary, LoadTimes, Observer};

/// Tells everyone how each credential fared, and then how the load did.
pub(crate) fn tell(
    observers: &[Arc<dyn Observer>],
    credentials: &[AnyCredential],
    times: LoadTimes,
    span: &LoadSpan,
) {
    if observers.is_empty() && !cfg!(feature = "tracing") {
        return;
    }
    for credential in credentials {
        let metadata = credential.metadata();
        let event = if metadata.is_loaded() {
            Event::CredentialLoaded(&metadata)
        } else {
            Event::CredentialFailed(&metadata)
        };
        tell_one(observers, &event);
    }
    let summary = summary(credentials, times);
    tell_one(observers, &Event::LoadFinished(&summary));
    span.record(&summary);
}

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

pub(crate) fn summary(credentials: &[AnyCredential], times: LoadTimes) -> LoadSummary {
    let mut summary = LoadSummary { total: credentials.len(), loaded: 0, missing: 0, times };
    for credential in credentials {
        if credential.is_loaded() {
            summary.loaded += 1;
        } else if credential.spec().required {
            summary.missing += 1;
        }
    }
    summary
}
