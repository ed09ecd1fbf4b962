//! Events counted by OpenTelemetry's own API, where a program has no exporter of the `metrics` facade.

use opentelemetry::KeyValue;
use opentelemetry::metrics::{Counter, Gauge, Meter};
use provider_credentials::{Event, Observer};

pub(crate) struct Counts {
    events: Counter<u64>,
    loaded: Gauge<u64>,
}

impl Counts {
    pub(crate) fn new(meter: &Meter) -> Self {
        Self {
            events: meter.u64_counter("provider_credentials.events").build(),
            loaded: meter.u64_gauge("provider_credentials.loaded").build(),
        }
    }
}

impl Observer for Counts {
    /// Words of the manifest and of codes alone, so that there are no more series than those allow.
    fn observe(&self, event: &Event<'_>) {
        let Some(metadata) = event.metadata() else { return };
        let provider = KeyValue::new("provider", metadata.provider());
        self.events.add(
            1,
            &[
                KeyValue::new("event", event.name()),
                provider.clone(),
                KeyValue::new("source", metadata.source()),
                KeyValue::new("code", event.error_code().unwrap_or("none")),
            ],
        );
        self.loaded.record(
            u64::from(metadata.is_loaded()),
            &[
                KeyValue::new("credential_id", metadata.credential_id()),
                provider,
                KeyValue::new("required", metadata.is_required()),
            ],
        );
    }
}
