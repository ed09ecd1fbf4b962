use ::metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};

use crate::report::{Event, Observer};

/// Counts events with the `metrics` facade, for whatever exporter the program installs: feature `metrics`.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Loader, Metrics};
///
/// let loader = Loader::new().with_observer(Metrics::new());
/// ```
///
/// | metric | kind | labels | |
/// |---|---|---|---|
/// | `provider_credentials_events_total` | counter | `event`, `provider`, `source`, `code` | events about credentials; `code` is `none` without an error |
/// | `provider_credentials_warnings_total` | counter | `provider`, `source`, `code` | their warnings |
/// | `provider_credentials_loaded` | gauge | `credential_id`, `provider`, `required` | 1 if the credential has a value, 0 if not |
/// | `provider_credentials_load_duration_seconds` | histogram | | of whole loads |
/// | `provider_credentials_accesses_total` | counter | `event`, `credential_id`, `provider` | with feature `access`: accesses to secrets, if `Loader::with_access_events` asks for them, and those that could not be recorded |
///
/// Labels are words of the manifest and of the program, so there are no more series than those allow: no value, text or
/// version is one. Two sets with one ID share its gauge.
///
/// Recording is what the facade's recorder does, on the thread that loads: atomic operations in the usual exporters.
/// Put one that may block into `Background` (feature `background`).
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Metrics;

const EVENTS: &str = "provider_credentials_events_total";
const WARNINGS: &str = "provider_credentials_warnings_total";
const LOADED: &str = "provider_credentials_loaded";
const DURATION: &str = "provider_credentials_load_duration_seconds";
#[cfg(feature = "access")]
const ACCESSES: &str = "provider_credentials_accesses_total";

impl Metrics {
    /// Describes the metrics to the recorder, so install that before.
    #[must_use]
    pub fn new() -> Self {
        describe_counter!(EVENTS, "events about credentials");
        describe_counter!(WARNINGS, "warnings about credentials");
        describe_gauge!(LOADED, "1 if the credential has a value, 0 if not");
        describe_histogram!(DURATION, Unit::Seconds, "how long loads took");
        #[cfg(feature = "access")]
        describe_counter!(ACCESSES, "accesses to secrets");
        Self
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for Metrics {
    fn observe(&self, event: &Event<'_>) {
        if event.summary().is_some() {
            histogram!(DURATION).record(event.duration());
        }
        #[cfg(feature = "access")]
        if let Some(event) = event.access() {
            let access = event.access();
            let (id, provider) = (access.credential_id(), access.provider());
            counter!(ACCESSES, "event" => event.name(), "credential_id" => id, "provider" => provider)
                .increment(1);
        }
        let Some(metadata) = event.metadata() else { return };
        let (id, provider, source) =
            (metadata.credential_id(), metadata.provider(), metadata.source());
        let code = event.error_code().unwrap_or("none");
        counter!(EVENTS, "event" => event.name(), "provider" => provider, "source" => source, "code" => code)
            .increment(1);
        for warning in event.warnings() {
            counter!(WARNINGS, "provider" => provider, "source" => source, "code" => warning.code())
                .increment(1);
        }
        let required = if metadata.is_required() { "true" } else { "false" };
        gauge!(LOADED, "credential_id" => id, "provider" => provider, "required" => required)
            .set(if metadata.is_loaded() { 1.0 } else { 0.0 });
    }
}
