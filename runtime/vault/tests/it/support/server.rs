use std::io::Write as _;

use provider_credentials_test_openbao::{Bao, Mode};

/// A server, or the word that there is none.
pub(crate) fn server(test: &str, mode: Mode) -> Option<Bao> {
    match Bao::start(env!("CARGO_TARGET_TMPDIR"), mode) {
        Ok(bao) => Some(bao),
        Err(why) => {
            not_run(test, why);
            None
        }
    }
}

/// Says that a test could not run, past the test harness, which shows nothing of a test that passes.
pub(crate) fn not_run(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "\nNOT RUN: {test}: {why}");
}
