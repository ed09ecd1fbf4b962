use core::fmt;

use std::time::{Duration, SystemTime};

use super::error::LoadError;
use super::origin::Origin;
use super::place::Place;
use super::skipped::Skipped;
use super::times::LoadTimes;
use super::warning::LoadWarning;
use crate::spec::Spec;

/// What is safe to log about a credential: everything but the secret.
///
/// `Display` is one line for a log:
///
/// ```text
/// anthropic_sonnet (anthropic): loaded from env
/// openai (openai): not loaded: environment variable `OPENAI_API_KEY` is not set; set it, … [env_not_set]
/// ```
///
/// With feature `serde` it serializes as exactly five keys: `credential_id`, `provider`, `source`,
/// `loaded` and `error` (a text, or null). `Metadata::health` serializes as more.
#[derive(Clone)]
pub struct Metadata {
    spec: &'static Spec,
    kind: &'static str,
    times: LoadTimes,
    origin: Origin,
    error: Option<LoadError>,
    #[cfg(feature = "live")]
    generation: u64,
    #[cfg(feature = "live")]
    stale: Option<LoadError>,
}

impl Metadata {
    pub(crate) fn loaded(
        spec: &'static Spec,
        kind: &'static str,
        times: LoadTimes,
        origin: Origin,
    ) -> Self {
        Self {
            spec,
            kind,
            times,
            origin,
            error: None,
            #[cfg(feature = "live")]
            generation: 1,
            #[cfg(feature = "live")]
            stale: None,
        }
    }

    pub(crate) fn failed(
        spec: &'static Spec,
        kind: &'static str,
        times: LoadTimes,
        error: &LoadError,
    ) -> Self {
        let origin = Origin::new(error.place());
        Self { error: Some(error.clone()), ..Self::loaded(spec, kind, times, origin) }
    }

    /// As of a load that did not change it.
    #[cfg(feature = "live")]
    pub(crate) fn with_times(self, times: LoadTimes) -> Self {
        Self { times, ..self }
    }

    #[cfg(feature = "live")]
    pub(crate) fn marked(self, generation: u64, stale: Option<LoadError>) -> Self {
        Self { generation, stale, ..self }
    }

    /// How often its value changed since the program started, counted from 1.
    #[cfg(feature = "live")]
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Why the last attempt to load it anew failed, if it did: the value is the last good one.
    #[cfg(feature = "live")]
    #[must_use]
    pub fn stale_error(&self) -> Option<&LoadError> {
        self.stale.as_ref()
    }

    /// The credential's ID, as the manifest has it.
    #[must_use]
    pub fn credential_id(&self) -> &'static str {
        self.spec.id
    }

    /// The provider, as the manifest has it.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.spec.provider
    }

    /// The kind of credential, as the manifest's `type` has it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The names of its parts, in the order in which they load; an API key has one, `secret`.
    #[must_use]
    pub fn parts(&self) -> impl ExactSizeIterator<Item = &'static str> + use<> {
        self.spec.parts.iter().map(|part| part.name)
    }

    /// What else everybody may know of it, by name: the subject and the serial number of a certificate.
    #[must_use]
    pub fn attributes(&self) -> impl ExactSizeIterator<Item = (&'static str, &str)> {
        self.origin.attributes().iter().map(|(name, value)| (*name, &**value))
    }

    /// The kind of source that the secret came from, or failed to come from: `env`, `file`, another kind
    /// or the name of a custom source, or `given` for a value handed to the [`Loader`](crate::Loader).
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.origin.source()
    }

    /// Where the secret was found, or failed to be, as messages call it: `` environment variable `X` ``,
    /// `` file `/run/secrets/x` ``. Of several sources that do not have it, the first.
    #[must_use]
    pub fn place(&self) -> impl fmt::Display + use<> {
        PlaceName(self.origin.place)
    }

    /// Whether the secret is loaded.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.error.is_none()
    }

    /// Whether the manifest requires the credential.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.spec.required
    }

    /// Why the secret is not loaded.
    #[must_use]
    pub fn error(&self) -> Option<&LoadError> {
        self.error.as_ref()
    }

    /// The version that the source calls the secret, if it reports one.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.origin.version()
    }

    /// Until when the secret is good, if the source reports it: the end of a lease, or an expiry date.
    #[must_use]
    pub fn good_until(&self) -> Option<SystemTime> {
        self.origin.good_until()
    }

    /// When the load began that this is from, by the [loader's clock](crate::Loader::clock).
    #[must_use]
    pub fn load_started(&self) -> SystemTime {
        self.times.started()
    }

    /// How long that load took, for all credentials together.
    #[must_use]
    pub fn load_duration(&self) -> Duration {
        self.times.duration()
    }

    pub(crate) fn times(&self) -> LoadTimes {
        self.times
    }

    /// The first of [`warnings`](Self::warnings); there is seldom another.
    #[must_use]
    pub fn warning(&self) -> Option<&LoadWarning> {
        self.warnings().first()
    }

    /// What is wrong although the secret was loaded: with its file, under
    /// [`Permissions::Warn`](crate::Permissions::Warn) or because that is a read-only bind mount; with
    /// its memory, under `Loader::lock_memory`; with the sources before its own, see [`skipped`](Self::skipped);
    /// or what its source has to say.
    ///
    /// In the text of `Display`, and not among the serialized keys.
    #[must_use]
    pub fn warnings(&self) -> &[LoadWarning] {
        self.origin.warnings()
    }

    /// The sources that refused or could not be reached before the one that the secret came from, where
    /// `fall_through` in the manifest lets the next one be asked. Each is a [warning](Self::warnings) too, with code
    /// `source_skipped`.
    ///
    /// Of a credential that is not loaded, [`error`](Self::error) says so in its text.
    pub fn skipped(&self) -> impl Iterator<Item = Skipped> + '_ {
        self.warnings().iter().filter_map(LoadWarning::as_skipped)
    }
}

struct PlaceName(Option<Place>);

impl fmt::Display for PlaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |place| place.fmt(f))
    }
}

impl fmt::Display for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): ", self.spec.id, self.spec.provider)?;
        match &self.error {
            None => {
                write!(f, "loaded from {}", self.source())?;
                for warning in self.warnings() {
                    write!(f, " (warning: {warning:?})")?;
                }
                #[cfg(feature = "live")]
                if let Some(error) = &self.stale {
                    write!(f, " (stale: {} [{}])", error.detail(), error.code())?;
                }
                Ok(())
            }
            Some(error) => {
                let optional = if self.spec.required { "" } else { " (not required)" };
                write!(f, "not loaded{optional}: {} [{}]", error.detail(), error.code())
            }
        }
    }
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Metadata");
        out.field("credential_id", &self.credential_id())
            .field("provider", &self.provider())
            .field("source", &self.source())
            .field("loaded", &self.is_loaded())
            .field("error", &self.error());
        for warning in self.warnings() {
            out.field("warning", warning);
        }
        out.finish()
    }
}

#[cfg(feature = "serde")]
impl serde_core::Serialize for Metadata {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde_core::ser::SerializeStruct;

        let mut out = serializer.serialize_struct("Metadata", 5)?;
        self.serialize_keys(&mut out)?;
        out.end()
    }
}

#[cfg(feature = "serde")]
impl Metadata {
    /// The five keys.
    pub(super) fn serialize_keys<S>(&self, out: &mut S) -> Result<(), S::Error>
    where
        S: serde_core::ser::SerializeStruct,
    {
        out.serialize_field("credential_id", self.credential_id())?;
        out.serialize_field("provider", self.provider())?;
        out.serialize_field("source", self.source())?;
        out.serialize_field("loaded", &self.is_loaded())?;
        out.serialize_field("error", &self.error().map(LoadError::text))
    }
}
