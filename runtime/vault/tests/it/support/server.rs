use provider_credentials_test_servers::{Bao, Mode};

/// A server, or the word that there is none.
pub(crate) fn server(test: &str, mode: Mode) -> Option<Bao> {
    Bao::for_test(test, env!("CARGO_TARGET_TMPDIR"), mode)
}
