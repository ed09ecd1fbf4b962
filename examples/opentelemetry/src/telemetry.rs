//! Spans, logs and metrics over OTLP, to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT`.

use std::error::Error;

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge;
use opentelemetry_otlp::{LogExporter, MetricExporter, SpanExporter, WithHttpConfig as _};
use opentelemetry_sdk::logs::SdkLoggerProvider;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::client::Client;

pub(crate) struct Telemetry {
    spans: SdkTracerProvider,
    logs: SdkLoggerProvider,
    pub(crate) metrics: SdkMeterProvider,
}

impl Telemetry {
    /// From now on, all that the program traces goes out, in batches on threads of the exporters.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let client = Client::new();
        let spans = SpanExporter::builder().with_http().with_http_client(client.clone()).build()?;
        let logs = LogExporter::builder().with_http().with_http_client(client.clone()).build()?;
        let metrics = MetricExporter::builder().with_http().with_http_client(client).build()?;
        let telemetry = Self {
            spans: SdkTracerProvider::builder().with_batch_exporter(spans).build(),
            logs: SdkLoggerProvider::builder().with_batch_exporter(logs).build(),
            metrics: SdkMeterProvider::builder().with_periodic_exporter(metrics).build(),
        };
        tracing_subscriber::registry()
            .with(tracing_opentelemetry::layer().with_tracer(telemetry.spans.tracer("example")))
            .with(OpenTelemetryTracingBridge::new(&telemetry.logs))
            .try_init()?;
        Ok(telemetry)
    }

    /// Sends what waits: without this, what the last seconds brought is lost. Whether all was sent.
    pub(crate) fn end(self) -> bool {
        let ends = [self.spans.shutdown(), self.logs.shutdown(), self.metrics.shutdown()];
        ends.iter().all(Result::is_ok)
    }
}
