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
use tracing_subscriber::{EnvFilter, filter::filter_fn, fmt, prelude::*, registry};

struct Telemetry(SdkTracerProvider, SdkLoggerProvider);

impl Drop for Telemetry {
    fn drop(&mut self) {
        for sent in [self.0.shutdown(), self.1.shutdown()] {
            sent.unwrap_or_else(|error| tracing::warn!("telemetry was not sent: {error}"));
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let exporter = SpanExporter::builder().with_http().build()?;
    let spans = SdkTracerProvider::builder().with_batch_exporter(exporter).build();
    let exporter = LogExporter::builder().with_http().build()?;
    let logs = SdkLoggerProvider::builder().with_batch_exporter(exporter).build();
    let _at_the_end = Telemetry(spans.clone(), logs.clone()); // sends what waits, also after a panic
    let to_collector = tracing_opentelemetry::layer()
        .with_tracer(opentelemetry::trace::TracerProvider::tracer(&spans, "agent"))
        .and_then(opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge::new(&logs))
        .with_filter(filter_fn(|from| from.target() == "provider_credentials")); // see the notes
    let redactor = Redactor::new();
    let to_stderr = fmt::layer()
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(redactor.make_writer(std::io::stderr))
        .with_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()))
        .with_filter(filter_fn(|from| !from.target().starts_with("ureq_proto"))); // logs what it sends
    registry().with(to_collector).with(to_stderr).init();
    let creds = load(Loader::new().with_access_observer(AuditLog::open("access.jsonl")?));
    redactor.clone().with_set(&creds).install_panic_hook(); // all clones know these secrets
    Ok(run(&creds).map_err(|error| redactor.error(error))?)
}
