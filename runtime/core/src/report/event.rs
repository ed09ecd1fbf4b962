//! What observers are told when credentials load: metadata only.

use core::fmt;
use std::time::{Duration, SystemTime};

#[cfg(feature = "access")]
use super::access_event::AccessEvent;
use super::metadata::Metadata;
use super::times::LoadTimes;

/// Something that happened to credentials. Holds metadata only, never a secret.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A credential was loaded.
    CredentialLoaded(&'a Metadata),
    /// A credential could not be loaded; its metadata says why.
    CredentialFailed(&'a Metadata),
    /// A credential that is kept current has a new value.
    #[cfg(feature = "live")]
    CredentialRotated(&'a Metadata),
    /// A credential could not be loaded anew; it keeps its value, and its metadata says why.
    #[cfg(feature = "live")]
    CredentialReloadFailed(&'a Metadata),
    /// A credential that was stale or missing is loaded again.
    #[cfg(feature = "live")]
    CredentialRecovered(&'a Metadata),
    /// A credential that is kept current has a warning that it had not: a certificate expires soon.
    #[cfg(feature = "live")]
    CredentialWarned(&'a Metadata),
    /// A credential has lost its value, which is older than the program allows.
    #[cfg(feature = "live")]
    CredentialExpired(&'a Metadata),
    /// A secret is given out, or could not be recorded, see [`AccessEvent`].
    #[cfg(feature = "access")]
    Access(&'a AccessEvent),
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
            #[cfg(feature = "live")]
            Self::CredentialRotated(_) => "credential_rotated",
            #[cfg(feature = "live")]
            Self::CredentialReloadFailed(_) => "credential_reload_failed",
            #[cfg(feature = "live")]
            Self::CredentialRecovered(_) => "credential_recovered",
            #[cfg(feature = "live")]
            Self::CredentialWarned(_) => "credential_warned",
            #[cfg(feature = "live")]
            Self::CredentialExpired(_) => "credential_expired",
            #[cfg(feature = "access")]
            Self::Access(event) => event.name(),
            Self::LoadFinished(_) => "load_finished",
        }
    }

    /// When the load began that it tells of, by the [loader's clock](crate::Loader::clock).
    #[must_use]
    pub fn load_started(&self) -> SystemTime {
        self.times().started()
    }

    /// How long that load took, for all credentials together; observers are told when it is over.
    #[must_use]
    pub fn load_duration(&self) -> Duration {
        self.times().duration()
    }

    fn times(&self) -> LoadTimes {
        match (self, self.metadata()) {
            (Self::LoadFinished(summary), _) => summary.times,
            (_, Some(metadata)) => metadata.times(),
            #[cfg(feature = "access")]
            (Self::Access(event), _) => LoadTimes::new(event.time(), Duration::ZERO),
            (_, None) => LoadTimes::NEVER,
        }
    }

    /// The credential it is about, if it is about one.
    #[must_use]
    pub fn metadata(&self) -> Option<&Metadata> {
        match self {
            Self::CredentialLoaded(metadata) | Self::CredentialFailed(metadata) => Some(metadata),
            #[cfg(feature = "live")]
            Self::CredentialRotated(metadata)
            | Self::CredentialReloadFailed(metadata)
            | Self::CredentialRecovered(metadata)
            | Self::CredentialWarned(metadata)
            | Self::CredentialExpired(metadata) => Some(metadata),
            #[cfg(feature = "access")]
            Self::Access(_) => None,
            Self::LoadFinished(_) => None,
        }
    }
}

/// One line for a log.
impl fmt::Display for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.name())?;
        match (self, self.metadata()) {
            (Self::LoadFinished(summary), _) => fmt::Display::fmt(summary, f),
            (_, Some(metadata)) => fmt::Display::fmt(metadata, f),
            #[cfg(feature = "access")]
            (Self::Access(event), _) => fmt::Display::fmt(event, f),
            (_, None) => Ok(()),
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
    pub(crate) times: LoadTimes,
}

impl fmt::Display for LoadSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { total, loaded, missing, .. } = self;
        write!(f, "{loaded} of {total} credentials loaded, {missing} required ones missing")
    }
}

/// Receives events, in order, on the thread that loads.
///
/// Any function of an event is one:
///
/// ```
/// # use provider_credentials_core as provider_credentials;
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
