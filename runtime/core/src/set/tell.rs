//! Telling observers how a load went.

use std::sync::Arc;

use super::any::AnyCredential;
use crate::report::{Event, LoadSummary, LoadTimes, Observer};

/// Tells everyone how each credential fared, and then how the load did.
pub(super) fn tell(
    observers: &[Arc<dyn Observer>],
    credentials: &[AnyCredential],
    times: LoadTimes,
) {
    if observers.is_empty() && !cfg!(feature = "tracing") {
        return;
    }
    let tell = |event: &Event<'_>| {
        #[cfg(feature = "tracing")]
        super::tracing::trace(event);
        for observer in observers {
            observer.observe(event);
        }
    };
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
