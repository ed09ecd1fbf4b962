//! Spans, logs and metrics over OTLP, to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT`.

use std::error::Error;

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge;
use opentelemetry_otlp::{LogExporter, MetricExporter, SpanExporter};
use opentelemetry_sdk::logs::SdkLoggerProvider;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::prelude::*;

pub(crate) struct Telemetry {
    spans: SdkTracerProvider,
    logs: SdkLoggerProvider,
    pub(crate) metrics: SdkMeterProvider,
}

impl Telemetry {
    /// From now on, what this crate traces goes out, in batches on threads of the exporters.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let spans = SpanExporter::builder().with_http().build()?;
        let logs = LogExporter::builder().with_http().build()?;
        let metrics = MetricExporter::builder().with_http().build()?;
        let telemetry = Self {
            spans: SdkTracerProvider::builder().with_batch_exporter(spans).build(),
            logs: SdkLoggerProvider::builder().with_batch_exporter(logs).build(),
            metrics: SdkMeterProvider::builder().with_periodic_exporter(metrics).build(),
        };
        // Without those of the exporters and their HTTP client, which would never end.
        let to_collector = tracing_opentelemetry::layer()
            .with_tracer(telemetry.spans.tracer("example"))
            .and_then(OpenTelemetryTracingBridge::new(&telemetry.logs))
            .with_filter(filter_fn(|from| from.target() == "provider_credentials"));
        tracing_subscriber::registry().with(to_collector).try_init()?;
        Ok(telemetry)
    }

    /// Sends what waits: without this, what the last seconds brought is lost. Whether all was sent.
    pub(crate) fn end(&self) -> bool {
        let ends = [self.spans.shutdown(), self.logs.shutdown(), self.metrics.shutdown()];
        ends.iter().all(Result::is_ok)
    }
}

/// After an error or a panic too.
impl Drop for Telemetry {
    fn drop(&mut self) {
        self.end();
    }
}
