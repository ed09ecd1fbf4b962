//! Telling observers how a load went.

use std::sync::Arc;

use super::any::AnyCredential;
use super::tell_one::tell_one;
use super::tracing::LoadSpan;
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
