//! What is told while credentials load: metadata, to whoever listens.

use core::fmt;
use std::sync::Arc;

use crate::credential::AnyCredential;
use crate::metadata::Metadata;

/// Something that happened to credentials. Holds metadata only, never a secret.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A credential was loaded.
    CredentialLoaded(&'a Metadata),
    /// A credential could not be loaded; its metadata says why.
    CredentialFailed(&'a Metadata),
    /// A load is complete: one event after those of its credentials.
    LoadFinished(&'a LoadSummary),
}

impl Event<'_> {
    /// The event's name in logs: `credential_loaded`, `credential_failed`, `load_finished`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::CredentialLoaded(_) => "credential_loaded",
            Self::CredentialFailed(_) => "credential_failed",
            Self::LoadFinished(_) => "load_finished",
        }
    }

    /// The credential it is about, if it is about one.
    #[must_use]
    pub fn metadata(&self) -> Option<&Metadata> {
        match self {
            Self::CredentialLoaded(metadata) | Self::CredentialFailed(metadata) => Some(metadata),
            Self::LoadFinished(_) => None,
        }
    }
}

/// One line for a log.
impl fmt::Display for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.name())?;
        match self {
            Self::CredentialLoaded(metadata) | Self::CredentialFailed(metadata) => {
                fmt::Display::fmt(metadata, f)
            }
            Self::LoadFinished(summary) => fmt::Display::fmt(summary, f),
        }
    }
}

/// How a load ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoadSummary {
    /// How many credentials the manifest declares.
    pub total: usize,
    /// How many of them are loaded.
    pub loaded: usize,
    /// How many of them are not, and are required.
    pub missing: usize,
}

impl LoadSummary {
    fn of(credentials: &[AnyCredential]) -> Self {
        let mut summary = Self { total: credentials.len(), loaded: 0, missing: 0 };
        for credential in credentials {
            if credential.is_loaded() {
                summary.loaded += 1;
            } else if credential.spec().required {
                summary.missing += 1;
            }
        }
        summary
    }
}

impl fmt::Display for LoadSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { total, loaded, missing } = self;
        write!(f, "{loaded} of {total} credentials loaded, {missing} required ones missing")
    }
}

/// Receives events, in order, on the thread that loads.
///
/// Any function of an event is one:
///
/// ```
/// use provider_credentials::{Event, Loader};
///
/// let loader = Loader::new().with_observer(|event: &Event<'_>| eprintln!("{event}"));
/// ```
pub trait Observer: Send + Sync {
    /// Called once for each event. A panic here is the program's own and is not caught.
    fn observe(&self, event: &Event<'_>);
}

impl<F: Fn(&Event<'_>) + Send + Sync> Observer for F {
    fn observe(&self, event: &Event<'_>) {
        self(event);
    }
}

/// Tells everyone how each credential fared, and then how the load did.
pub(crate) fn report(observers: &[Arc<dyn Observer>], credentials: &[AnyCredential]) {
    if observers.is_empty() && !cfg!(feature = "tracing") {
        return;
    }
    let tell = |event: &Event<'_>| {
        #[cfg(feature = "tracing")]
        trace(event);
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
    tell(&Event::LoadFinished(&LoadSummary::of(credentials)));
}

/// The same as structured events: fields are the keys of the metadata. A required credential that is
/// missing is a warning, and so are one that has a warning and a load that leaves required ones missing;
/// everything else is information.
#[cfg(feature = "tracing")]
fn trace(event: &Event<'_>) {
    macro_rules! emit {
        ($level:ident, $metadata:ident) => {
            tracing::$level!(
                target: "provider_credentials",
                credential_id = $metadata.credential_id(),
                provider = $metadata.provider(),
                source = $metadata.source(),
                required = $metadata.is_required(),
                loaded = $metadata.is_loaded(),
                code = $metadata.error().map(|error| error.code()),
                error = $metadata.error_text().as_deref(),
                warning = $metadata.warning_text().map(tracing::field::display),
                "{}",
                event.name()
            )
        };
    }
    macro_rules! emit_summary {
        ($level:ident, $summary:ident) => {
            tracing::$level!(
                target: "provider_credentials",
                total = $summary.total,
                loaded = $summary.loaded,
                missing = $summary.missing,
                "{}",
                event.name()
            )
        };
    }
    match event {
        Event::CredentialFailed(metadata) if metadata.is_required() => emit!(warn, metadata),
        Event::CredentialLoaded(metadata) if metadata.warning().is_some() => emit!(warn, metadata),
        Event::CredentialFailed(metadata) | Event::CredentialLoaded(metadata) => {
            emit!(info, metadata);
        }
        Event::LoadFinished(summary) if summary.missing > 0 => emit_summary!(warn, summary),
        Event::LoadFinished(summary) => emit_summary!(info, summary),
    }
}
