//! Events counted by OpenTelemetry's own API, where a program has no exporter of the `metrics` facade.

use opentelemetry::KeyValue;
use opentelemetry::metrics::{Counter, Gauge, Meter};
use provider_credentials::{Event, Observer};

pub(crate) struct Counts {
    events: Counter<u64>,
    loaded: Gauge<u64>,
    accesses: Counter<u64>,
}

impl Counts {
    pub(crate) fn new(meter: &Meter) -> Self {
        Self {
            events: meter.u64_counter("provider_credentials.events").build(),
            loaded: meter.u64_gauge("provider_credentials.loaded").build(),
            accesses: meter.u64_counter("provider_credentials.accesses").build(),
        }
    }
}

impl Observer for Counts {
    /// Words of the manifest and of codes alone, so that there are no more series than those allow.
    fn observe(&self, event: &Event<'_>) {
        let code = KeyValue::new("code", event.error_code().unwrap_or("none"));
        // Those that could not be recorded, and all of them with `Loader::with_access_events`.
        if let Some(access) = event.access() {
            let access = access.access();
            self.accesses.add(
                1,
                &[
                    KeyValue::new("event", event.name()),
                    KeyValue::new("credential_id", access.credential_id()),
                    KeyValue::new("provider", access.provider()),
                    code,
                ],
            );
            return;
        }
        let Some(metadata) = event.metadata() else { return };
        let provider = KeyValue::new("provider", metadata.provider());
        self.events.add(
            1,
            &[
                KeyValue::new("event", event.name()),
                provider.clone(),
                KeyValue::new("source", metadata.source()),
                code,
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
