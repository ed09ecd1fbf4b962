//! The example, with a real receiver and without one.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests say what must hold, and plainly"
)]

mod program;
mod receiver;

use program::Program;

/// A program that uses the default features of `opentelemetry-otlp` has a client for it; this one has its own.
#[test]
fn the_wiring_of_the_readme_compiles_and_asks_for_a_client() {
    let readme = include_str!("../../../../README.md");
    assert!(readme.contains(include_str!("wiring.rs")), "the README shows `wiring.rs`");
    let code = include_str!("wiring.rs").lines().filter(|line| !line.trim().is_empty());
    assert!(code.count() < 20);
    let error = wiring::run().expect_err("there is no client").to_string();
    assert!(error.contains("HTTP client"), "{error}");
}

mod wiring {
    include!("wiring.rs");

    pub(super) fn run() -> Result<(), Box<dyn std::error::Error>> {
        main()
    }

    #[allow(clippy::unnecessary_wraps, reason = "a program that can fail")]
    fn agent() -> Result<(), Box<dyn std::error::Error>> {
        Ok(())
    }
}

#[test]
fn without_secrets_and_receiver_it_runs_and_says_where_it_would_send() {
    let program = Program::start(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")]);
    let lines = program.end();
    assert_eq!(lines[0], "spans, logs and metrics go to http://127.0.0.1:9");
    assert!(lines.iter().any(|line| line.starts_with("load_finished: 0 of 3")), "{lines:#?}");
    assert!(lines.last().unwrap().starts_with("not all was sent to http://127.0.0.1:9; "));
}
