//! The examples, with a real receiver and without one.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests say what must hold, and plainly"
)]

mod agent;
#[path = "../../src/counts.rs"]
mod counts;
mod exported;
mod program;
mod readme;
mod receiver;

use program::Program;

#[test]
fn without_secrets_and_receiver_it_runs_and_says_where_it_would_send() {
    let program = Program::start(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")]);
    let lines = program.end();
    assert_eq!(lines[0], "spans, logs and metrics go to http://127.0.0.1:9");
    assert!(lines.iter().any(|line| line.starts_with("load_finished: 0 of 3")), "{lines:#?}");
    assert!(lines.last().unwrap().starts_with("not all was sent to http://127.0.0.1:9; "));
}
