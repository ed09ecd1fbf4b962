use opentelemetry::trace::TracerProvider as _;
use opentelemetry_sdk::{logs::SdkLoggerProvider, trace::SdkTracerProvider};
use tracing_subscriber::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let exporter = opentelemetry_otlp::SpanExporter::builder().with_http().build()?;
    let spans = SdkTracerProvider::builder().with_batch_exporter(exporter).build();
    let exporter = opentelemetry_otlp::LogExporter::builder().with_http().build()?;
    let logs = SdkLoggerProvider::builder().with_batch_exporter(exporter).build();
    tracing_subscriber::registry()
        .with(tracing_opentelemetry::layer().with_tracer(spans.tracer("agent")))
        .with(opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge::new(&logs))
        .init();
    agent()?; // what `main` was
    spans.shutdown()?; // sends what waits
    logs.shutdown()?;
    Ok(())
}
