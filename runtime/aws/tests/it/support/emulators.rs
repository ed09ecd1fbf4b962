use std::sync::OnceLock;

use provider_credentials_test_servers::{Aws, Emulator};

/// One of each for all tests, each of which has names of its own there.
pub(crate) fn moto() -> Option<&'static Aws> {
    static MOTO: OnceLock<Option<Aws>> = OnceLock::new();
    started(&MOTO, Emulator::Moto)
}

pub(crate) fn ministack() -> Option<&'static Aws> {
    static MINISTACK: OnceLock<Option<Aws>> = OnceLock::new();
    started(&MINISTACK, Emulator::Ministack)
}

fn started(place: &'static OnceLock<Option<Aws>>, emulator: Emulator) -> Option<&'static Aws> {
    let start = || Aws::for_test("AWS", env!("CARGO_TARGET_TMPDIR"), emulator);
    place.get_or_init(start).as_ref()
}
