//! What a program loads, as spans, logs and metrics of OpenTelemetry.
//!
//! ```text
//! cargo run -p provider-credentials-opentelemetry-example
//! ```
//!
//! They go to `OTEL_EXPORTER_OTLP_ENDPOINT`, or to `http://localhost:4318`, where
//! `docker run -p 4318:4318 otel/opentelemetry-collector` listens. Each line on standard input loads again, and its
//! end ends the program.

#![forbid(unsafe_code)]

mod counts;
mod telemetry;

use std::env;
use std::error::Error;
use std::io::{BufRead as _, stdin};

use counts::Counts;
use opentelemetry::metrics::MeterProvider as _;
use provider_credentials::{Event, Live, LiveOptions, Loader, credentials};
use telemetry::Telemetry;

credentials!("provider_credentials.yaml");

fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = env::var("OTEL_EXPORTER_OTLP_ENDPOINT");
    let endpoint = endpoint.as_deref().unwrap_or("http://localhost:4318");
    println!("spans, logs and metrics go to {endpoint}");

    let telemetry = Telemetry::start()?;
    let loader = Loader::new()
        .with_observer(Counts::new(&telemetry.metrics.meter("example")))
        .with_observer(|event: &Event<'_>| println!("{event}"));
    let options = LiveOptions::new().without_watching().without_thread();
    let live = Live::<Credentials>::start_with(loader, options);
    for line in stdin().lock().lines() {
        line?;
        println!("loaded again: {}", if live.reload() { "rotated" } else { "as before" });
    }

    if telemetry.end() {
        println!("all was sent");
    } else {
        println!("not all was sent to {endpoint}; start a collector that listens there");
    }
    Ok(())
}
