//! What observers are notified of when credentials load: metadata only.

use core::fmt;
use std::time::{Duration, SystemTime};

#[cfg(feature = "access")]
use super::access_event::AccessEvent;
use super::error::LoadError;
use super::metadata::Metadata;
use super::summary::LoadSummary;
use super::times::LoadTimes;
use super::warning::LoadWarning;

/// Something that happened to credentials. It cannot hold a secret: all that it has comes from the manifest, is a
/// number, or is one of the fixed words and texts of errors and warnings. The one text that a source chooses is the
/// [`version`](Self::version).
///
/// The methods give its fields, under the names that they have in every sink; `docs/telemetry.md` has the table.
/// What is in an event changes only with [`SCHEMA_VERSION`](Self::SCHEMA_VERSION), but for new fields and new events.
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

impl<'a> Event<'a> {
    /// The version of the fields and their meaning: `schema_version` in JSON. A field that goes, or means something
    /// else, makes it another; a field or an event that comes does not.
    pub const SCHEMA_VERSION: u32 = 1;

    /// The event's name in logs, such as `credential_loaded`, `credential_failed`, `load_finished`.
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

    /// The credential it is about, if it is about one.
    #[must_use]
    pub fn metadata(&self) -> Option<&'a Metadata> {
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

    /// The load it is about, if it is about a whole one.
    #[must_use]
    pub fn summary(&self) -> Option<&'a LoadSummary> {
        match self {
            Self::LoadFinished(summary) => Some(summary),
            _ => None,
        }
    }

    /// The access it is about, if it is about one.
    #[cfg(feature = "access")]
    #[must_use]
    pub fn access(&self) -> Option<&'a AccessEvent> {
        match self {
            Self::Access(event) => Some(event),
            _ => None,
        }
    }

    /// The credential's ID, as the manifest has it.
    #[must_use]
    pub fn credential_id(&self) -> Option<&'static str> {
        #[cfg(feature = "access")]
        if let Some(event) = self.access() {
            return Some(event.access().credential_id());
        }
        self.metadata().map(Metadata::credential_id)
    }

    /// The provider, as the manifest has it.
    #[must_use]
    pub fn provider(&self) -> Option<&'static str> {
        #[cfg(feature = "access")]
        if let Some(event) = self.access() {
            return Some(event.access().provider());
        }
        self.metadata().map(Metadata::provider)
    }

    /// The kind of credential, as the manifest's `type` has it.
    #[must_use]
    pub fn kind(&self) -> Option<&'static str> {
        #[cfg(feature = "access")]
        if let Some(event) = self.access() {
            return Some(event.access().kind());
        }
        self.metadata().map(Metadata::kind)
    }

    /// The kind of source that the secret came from, or failed to come from, see [`Metadata::source`].
    #[must_use]
    pub fn source(&self) -> Option<&'static str> {
        self.metadata().map(Metadata::source)
    }

    /// Whether the credential has a value now: also the last good one, if it could not be loaded anew.
    #[must_use]
    pub fn loaded(&self) -> Option<bool> {
        self.metadata().map(Metadata::is_loaded)
    }

    /// Why the credential is not loaded, or not loaded anew.
    #[must_use]
    pub fn error(&self) -> Option<&'a LoadError> {
        let metadata = self.metadata()?;
        #[cfg(feature = "live")]
        if metadata.is_loaded() {
            return metadata.stale_error();
        }
        metadata.error()
    }

    /// The stable word for that, see [`LoadError::code`]; of an access that could not be recorded, why.
    #[must_use]
    pub fn error_code(&self) -> Option<&'static str> {
        #[cfg(feature = "access")]
        if let Some(event) = self.access() {
            return event.problem().map(|why| why.code());
        }
        self.error().map(LoadError::code)
    }

    /// What is wrong although the credential is loaded, each with its [code](LoadWarning::code).
    #[must_use]
    pub fn warnings(&self) -> &'a [LoadWarning] {
        self.metadata().map_or(&[], Metadata::warnings)
    }

    /// How often the credential's value changed since the program started, counted from 1.
    #[must_use]
    pub fn generation(&self) -> Option<u64> {
        #[cfg(feature = "live")]
        let generation = Metadata::generation;
        #[cfg(not(feature = "live"))]
        let generation = |_: &Metadata| 1;
        #[cfg(feature = "access")]
        if let Some(event) = self.access() {
            return Some(event.access().generation());
        }
        self.metadata().map(generation)
    }

    /// The version that the source calls the secret, if it reports one.
    #[must_use]
    pub fn version(&self) -> Option<&'a str> {
        self.metadata()?.version()
    }

    /// When the load began that it reports, or when the secret was asked for, by the
    /// [loader's clock](crate::Loader::clock). [`Rfc3339`](crate::Rfc3339) writes it.
    #[must_use]
    pub fn time(&self) -> SystemTime {
        self.times().started()
    }

    /// How long that load took, for all credentials together; observers are notified when it is over. Zero for an access.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.times().duration()
    }

    fn times(&self) -> LoadTimes {
        #[cfg(feature = "access")]
        if let Some(event) = self.access() {
            return LoadTimes::new(event.time(), Duration::ZERO);
        }
        match (self.summary(), self.metadata()) {
            (Some(summary), _) => summary.times,
            (None, Some(metadata)) => metadata.times(),
            (None, None) => LoadTimes::NEVER,
        }
    }

    /// Whether a person should look at it: a required credential is missing, one was not loaded anew, lost its value
    /// or has a warning, a load leaves required ones missing, or an access could not be recorded. Log levels go by this.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        match self {
            Self::CredentialLoaded(metadata) => metadata.warning().is_some(),
            Self::CredentialFailed(metadata) => metadata.is_required(),
            #[cfg(feature = "live")]
            Self::CredentialReloadFailed(_)
            | Self::CredentialWarned(_)
            | Self::CredentialExpired(_) => true,
            #[cfg(feature = "live")]
            Self::CredentialRotated(_) | Self::CredentialRecovered(_) => false,
            #[cfg(feature = "access")]
            Self::Access(event) => event.problem().is_some(),
            Self::LoadFinished(summary) => summary.missing > 0,
        }
    }
}

/// One line for a log.
impl fmt::Display for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.name())?;
        #[cfg(feature = "access")]
        if let Some(event) = self.access() {
            return fmt::Display::fmt(event, f);
        }
        match (self.summary(), self.metadata()) {
            (Some(summary), _) => fmt::Display::fmt(summary, f),
            (None, Some(metadata)) => fmt::Display::fmt(metadata, f),
            (None, None) => Ok(()),
        }
    }
}
