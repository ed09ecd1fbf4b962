//! Modules and tokens that fail, hang, and go away.

use std::time::{Duration, Instant};

use provider_credentials_core::Loader;
use provider_credentials_core::testing::load_from;
use provider_credentials_pkcs11::{OPENER, Pkcs11Builder, Pkcs11Pin};

use crate::support::{PIN, SECRET, Token, load, loader, module, told};

/// `CKR_…`.
const GENERAL_ERROR: u32 = 0x5;
const DEVICE_ERROR: u32 = 0x30;
const DEVICE_REMOVED: u32 = 0x32;
const TOKEN_NOT_PRESENT: u32 = 0xE0;
const SESSION_COUNT: u32 = 0xB1;
const PIN_EXPIRED: u32 = 0xA3;
const CANT_LOCK: u32 = 0xA;

#[test]
fn a_module_that_fails_is_told_from_a_token_that_does_and_one_that_is_gone() {
    let (Some(module), Some(token)) = (module(), Token::new("faults")) else { return };
    token.data("openai", SECRET.as_bytes());
    let with_pin = loader(&module, Some(PIN));
    for (function, answer, code) in [
        ("C_GetSlotList", GENERAL_ERROR, "pkcs11_module_failed"),
        ("C_OpenSession", DEVICE_ERROR, "pkcs11_token_failed"),
        ("C_OpenSession", SESSION_COUNT, "pkcs11_too_many_sessions"),
        ("C_OpenSession", TOKEN_NOT_PRESENT, "pkcs11_token_removed"),
        ("C_FindObjectsInit", DEVICE_REMOVED, "pkcs11_token_removed"),
        ("C_GetAttributeValue", DEVICE_REMOVED, "pkcs11_token_removed"),
        // A slot whose token went between two calls is as one that is empty.
        ("C_GetTokenInfo", TOKEN_NOT_PRESENT, "pkcs11_no_token"),
        ("C_Login", PIN_EXPIRED, "pkcs11_pin_expired"),
    ] {
        module.told_to(&format!("fail {function} {answer}"));
        let credential = load(&with_pin, &token.uri("openai"));
        let said = told(&credential);
        assert!(said.ends_with(&format!("[{code}]")), "{function}: {said}");
    }
    // Each is over when its cause is, but for the PIN, which would have been tried again.
    module.told_to("");
    assert!(told(&load(&with_pin, &token.uri("openai"))).contains("refused this PIN before"));
    let other = Token::new("other faults").unwrap();
    other.data("openai", SECRET.as_bytes());
    let uri = other.uri("openai").replace(' ', "%20");
    assert_eq!(told(&load(&with_pin, &uri)), SECRET);
    assert_eq!(module.calls("C_OpenSession"), module.calls("C_CloseSession") + 3);
}

#[test]
fn a_module_that_cannot_lock_and_one_that_starts_late() {
    let (Some(module), Some(token)) = (module(), Token::new("starts")) else { return };
    token.public_data("openai", SECRET.as_bytes());
    let plain = loader(&module, None);
    for (answer, code) in [
        (CANT_LOCK, "pkcs11_module_no_threads"),
        (GENERAL_ERROR, "pkcs11_module_failed"),
        (DEVICE_ERROR, "pkcs11_token_failed"),
    ] {
        module.told_to(&format!("fail C_Initialize {answer}"));
        let said = told(&load(&plain, &token.uri("openai")));
        assert!(said.ends_with(&format!("[{code}]")), "{said}");
    }
    module.told_to("");
    assert_eq!(told(&load(&plain, &token.uri("openai"))), SECRET);
}

#[test]
fn a_module_that_hangs_is_left_to_itself() {
    let (Some(module), Some(token)) = (module(), Token::new("hangs")) else { return };
    token.data("openai", SECRET.as_bytes());
    module.told_to("hang C_OpenSession 4");
    let source = Pkcs11Builder::new().module(module.path()).pin(Pkcs11Pin::given(PIN));
    let limited = Loader::new()
        .with_source("pkcs11", source.build().unwrap())
        .source_timeout(Duration::from_millis(500));
    let uri = String::leak(token.uri("openai"));
    let since = Instant::now();
    let said = told(&load_from(&OPENER, &[("uri", uri)], &[], &limited));
    assert!(said.ends_with("[source_timed_out]"), "{said}");
    assert!(since.elapsed() < Duration::from_secs(3), "{:?}", since.elapsed());
    // Other tokens are not held up by it.
    let other = crate::support::module().unwrap();
    assert_eq!(told(&load(&loader(&other, Some(PIN)), uri)), SECRET);
    assert!(since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
}

#[test]
fn an_object_is_not_absent_because_somebody_logged_out() {
    let (Some(module), Some(token)) = (module(), Token::new("logout")) else { return };
    token.data("openai", SECRET.as_bytes());
    let with_pin = loader(&module, Some(PIN));
    module.told_to("logout C_FindObjectsInit 0");
    let credential = load(&with_pin, &token.uri("openai"));
    assert!(told(&credential).ends_with("[pkcs11_logged_out]"), "{}", told(&credential));
    assert!(!credential.metadata().error().unwrap().is_absent());
    module.told_to("");
    assert_eq!(told(&load(&with_pin, &token.uri("openai"))), SECRET);
}
