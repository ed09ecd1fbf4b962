//! Telling observers how a load went.

use std::sync::Arc;

use super::any::AnyCredential;
use crate::report::{Event, LoadSummary, LoadTimes, Observer};

/// Tells everyone how each credential fared, and then how the load did.
pub(crate) fn tell(
    observers: &[Arc<dyn Observer>],
    credentials: &[AnyCredential],
    times: LoadTimes,
) {
    if observers.is_empty() && !cfg!(feature = "tracing") {
        return;
    }
    let tell = |event: &Event<'_>| each(observers, event);
    for credential in credentials {
        let metadata = credential.metadata();
        tell(&if metadata.is_loaded() {
            Event::CredentialLoaded(&metadata)
        } else {
            Event::CredentialFailed(&metadata)
        });
    }
    tell(&Event::LoadFinished(&summary(credentials, times)));
}

fn each(observers: &[Arc<dyn Observer>], event: &Event<'_>) {
    #[cfg(feature = "tracing")]
    super::tracing::trace(event);
    for observer in observers {
        observer.observe(event);
    }
}

/// Tells everyone one thing, on a thread that nobody waits for: an observer that panics hurts no other.
#[cfg(feature = "live")]
pub(crate) fn tell_one(observers: &[Arc<dyn Observer>], event: &Event<'_>) {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[cfg(feature = "tracing")]
    super::tracing::trace(event);
    for observer in observers {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| observer.observe(event))) {
            // To drop it may panic too.
            core::mem::forget(payload);
        }
    }
}

fn summary(credentials: &[AnyCredential], times: LoadTimes) -> LoadSummary {
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
