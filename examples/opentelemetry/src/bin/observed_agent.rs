//! `examples/agent.rs` with OpenTelemetry, an audit log and redaction: what follows is the README's.
//!
//! ```text
//! cargo run -p provider-credentials-opentelemetry-example --bin observed_agent
//! ```

#![forbid(unsafe_code)]

#[allow(dead_code, reason = "this `main` takes the place of its own")]
#[path = "../../../agent.rs"]
mod agent;

use std::error::Error;

use agent::{load, run};
use provider_credentials::Loader;

use opentelemetry_otlp::{LogExporter, SpanExporter};
use opentelemetry_sdk::{logs::SdkLoggerProvider, trace::SdkTracerProvider};
use provider_credentials::{AuditLog, Redactor};
use tracing_subscriber::{filter::LevelFilter, filter::filter_fn, fmt, prelude::*, registry};

fn main() -> Result<(), Box<dyn Error>> {
    let exporter = SpanExporter::builder().with_http().build()?;
    let spans = SdkTracerProvider::builder().with_batch_exporter(exporter).build();
    let exporter = LogExporter::builder().with_http().build()?;
    let logs = SdkLoggerProvider::builder().with_batch_exporter(exporter).build();
    let to_collector = tracing_opentelemetry::layer()
        .with_tracer(opentelemetry::trace::TracerProvider::tracer(&spans, "agent"))
        .and_then(opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge::new(&logs))
        .with_filter(filter_fn(|from| from.target() == "provider_credentials")); // see below
    let redactor = Redactor::new();
    let to_stderr = fmt::layer().with_writer(redactor.make_writer(std::io::stderr));
    registry().with(LevelFilter::INFO).with(to_collector).with(to_stderr).init();
    let creds = load(Loader::new().with_access_observer(AuditLog::open("access.jsonl")?));
    redactor.clone().with_set(&creds).install_panic_hook(); // all clones know these secrets
    let result = run(&creds).map_err(|error| redactor.redact(&error.to_string()).into());
    result.and(spans.shutdown().and(logs.shutdown()).map_err(Into::into)) // sends what waits
}
