//! Modules that are one library, in a process that has not used it before.

#![forbid(unsafe_code)]
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests say what must hold, and plainly")]

use std::sync::Barrier;
use std::thread;

use provider_credentials_core::testing::load_from;
use provider_credentials_core::{ExposeSecret as _, Loader};
use provider_credentials_pkcs11::{OPENER, Pkcs11Builder, Pkcs11Pin};
use provider_credentials_test_servers::{HsmModule, SoftHsm};

const TEST: &str = "PKCS#11 at once";
const PIN: &str = "pin-of-the-user-91c4";
const SECRET: &str = "planted-in-the-token-7f3a";
const THREADS: usize = 8;

/// Without a turn for each, this ends by a segmentation fault.
#[test]
fn modules_of_one_library_load_side_by_side() {
    let Some(hsm) = SoftHsm::for_test(TEST).and_then(|hsm| hsm.with_token(TEST, "one", PIN)) else {
        return;
    };
    hsm.put("one", PIN, "openai", SECRET.as_bytes());
    let modules: Vec<HsmModule> = (0..THREADS).map(|_| hsm.module()).collect();
    let begin = Barrier::new(THREADS);
    thread::scope(|scope| {
        for module in &modules {
            let builder = Pkcs11Builder::new().module(module.path()).pin(Pkcs11Pin::given(PIN));
            let loader = Loader::new().with_environment::<&str, &str>([]);
            let loader = loader.with_source("pkcs11", builder.build().unwrap());
            let begin = &begin;
            scope.spawn(move || {
                begin.wait();
                let uri = [("uri", "pkcs11:token=one;object=openai")];
                let credential = load_from(&OPENER, &uri, &[], &loader);
                assert_eq!(credential.secret().unwrap().expose_secret(), SECRET);
            });
        }
    });
    for module in &modules {
        assert_eq!(module.calls("C_Initialize"), 1);
    }
}
