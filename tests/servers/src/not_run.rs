use std::io::Write as _;

/// Says that a test could not run, past the test harness, which shows nothing of a test that passes.
pub fn not_run(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "\nNOT RUN: {test}: {why}");
}
