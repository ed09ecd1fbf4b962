//! No PIN is tried twice.

use provider_credentials_core::testing::load_all_from;
use provider_credentials_pkcs11::OPENER;

use crate::support::{PIN, SECRET, Token, load, loader, module, told, write_pin};

const COUNT_LOW: u32 = 0x1_0000;
const FINAL_TRY: u32 = 0x2_0000;
const LOCKED: u32 = 0x4_0000;

#[test]
fn a_wrong_pin_is_tried_once_in_the_process() {
    let (Some(module), Some(token)) = (module(), Token::new("once")) else { return };
    token.data("openai", SECRET.as_bytes());
    let uri = token.uri("openai");
    let wrong = "wrong-pin-5d1e";
    let said = told(&load(&loader(&module, Some(wrong)), &uri));
    assert!(said.contains("this program does not try the same PIN again"), "{said}");
    assert!(said.ends_with("[pkcs11_pin_wrong]") && !said.contains(wrong), "{said}");
    // Neither by another source nor by another module.
    let other = crate::support::module().unwrap();
    for module in [&module, &module, &other] {
        let said = told(&load(&loader(module, Some(wrong)), &uri));
        assert!(said.contains("the token refused this PIN before"), "{said}");
    }
    assert_eq!((module.calls("C_Login"), other.calls("C_Login")), (1, 0));
    // Another one is another try, and then the old one is still known.
    let said = told(&load(&loader(&module, Some("another-wrong")), &uri));
    assert!(said.ends_with("[pkcs11_pin_wrong]"), "{said}");
    assert_eq!(module.calls("C_Login"), 2);
    assert_eq!(told(&load(&loader(&module, Some(PIN)), &uri)), SECRET);
    assert!(told(&load(&loader(&module, Some(wrong)), &uri)).contains("refused this PIN before"));
    assert_eq!(module.calls("C_Login"), 3);
}

#[test]
fn many_credentials_try_a_wrong_pin_once() {
    let (Some(module), Some(token)) = (module(), Token::new("all")) else { return };
    token.data("openai", SECRET.as_bytes());
    let all: Vec<_> = (0..50).map(|_| vec![("uri", &*token.uri("openai").leak())]).collect();
    let loaded = load_all_from(&OPENER, &all, &loader(&module, Some("wrong-for-all")));
    for credential in &loaded {
        assert!(told(credential).ends_with("[pkcs11_pin_wrong]"));
    }
    assert_eq!(module.calls("C_Login"), 1);
    // Also those that load at the same time.
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (wrong, uri) = (loader(&module, Some("wrong-at-once")), token.uri("openai"));
            std::thread::spawn(move || told(&load(&wrong, &uri)))
        })
        .collect();
    for thread in threads {
        assert!(thread.join().unwrap().ends_with("[pkcs11_pin_wrong]"));
    }
    assert_eq!(module.calls("C_Login"), 2);
}

#[test]
fn the_tokens_flags_are_looked_at_first() {
    let (Some(module), Some(token)) = (module(), Token::new("flags")) else { return };
    token.data("openai", SECRET.as_bytes());
    let uri = token.uri("openai");
    let with_pin = loader(&module, Some(PIN));
    for (flags, code, words) in [
        (FINAL_TRY, "pkcs11_pin_final_try", "one try is left"),
        (FINAL_TRY | COUNT_LOW, "pkcs11_pin_final_try", "log in once by hand"),
        (LOCKED, "pkcs11_pin_locked", "security officer"),
    ] {
        module.told_to(&format!("set flags {flags}"));
        let said = told(&load(&with_pin, &uri));
        assert!(said.contains(words) && said.ends_with(&format!("[{code}]")), "{said}");
    }
    assert_eq!(module.calls("C_Login"), 0);
    // Somebody mistyped once: that is no reason not to try.
    module.told_to(&format!("set flags {COUNT_LOW}"));
    assert_eq!(told(&load(&with_pin, &uri)), SECRET);
}

#[test]
fn what_is_left_is_said_as_far_as_the_token_tells() {
    let (Some(module), Some(token)) = (module(), Token::new("left")) else { return };
    token.data("openai", SECRET.as_bytes());
    let uri = token.uri("openai");
    // SoftHSM says itself that a wrong one was tried.
    let said = told(&load(&loader(&module, Some("first-wrong")), &uri));
    assert!(said.contains("after some more wrong ones it locks it"), "{said}");
    // What is said after the try: before it, the token had no such flags.
    for (number, flags, words) in [
        (0, FINAL_TRY, "one try is left before the token locks it"),
        (1, LOCKED, "it is locked now"),
    ] {
        let other = crate::support::module().unwrap();
        other.told_to(&format!("after C_Login {flags}"));
        let said = told(&load(&loader(&other, Some(&format!("next-wrong-{number}"))), &uri));
        assert!(said.contains(words) && said.ends_with("[pkcs11_pin_wrong]"), "{said}");
    }
}

#[test]
fn a_pin_that_cannot_be_one_is_not_tried() {
    let (Some(module), Some(token)) = (module(), Token::new("short")) else { return };
    let said = told(&load(&loader(&module, Some("123")), &token.uri("openai")));
    assert!(said.ends_with("[pkcs11_pin_length]"), "{said}");
    assert_eq!(module.calls("C_Login"), 0);
}

#[test]
fn different_pins_of_one_token_are_not_both_tried() {
    let (Some(module), Some(token)) = (module(), Token::new("differ")) else { return };
    token.data("openai", SECRET.as_bytes());
    let mut all = Vec::new();
    for (name, pin) in [("right", PIN), ("other", "other-pin")] {
        let file = module.directory().join(name);
        write_pin(&file, pin);
        all.push(vec![(
            "uri",
            &*format!("{}?pin-source={}", token.uri("openai"), file.display()).leak(),
        )]);
    }
    let loaded = load_all_from(&OPENER, &all, &loader(&module, None));
    assert_eq!(told(&loaded[0]), SECRET);
    assert!(told(&loaded[1]).ends_with("[pkcs11_pins_differ]"));
    assert_eq!(module.calls("C_Login"), 1);
}

#[test]
fn a_pin_is_not_blamed_for_an_officer_who_is_logged_in() {
    const ANOTHER_USER: u32 = 0x104;

    let (Some(module), Some(token)) = (module(), Token::new("officer")) else { return };
    token.data("openai", SECRET.as_bytes());
    let with_pin = loader(&module, Some(PIN));
    module.told_to(&format!("fail C_Login {ANOTHER_USER}"));
    let said = told(&load(&with_pin, &token.uri("openai")));
    assert!(said.contains("log out there, and load again"), "{said}");
    module.told_to("");
    assert_eq!(told(&load(&with_pin, &token.uri("openai"))), SECRET);
}

#[test]
fn a_wrong_pin_is_known_by_what_the_token_counts() {
    const GENERAL_ERROR: u32 = 0x5;

    let (Some(module), Some(token)) = (module(), Token::new("unclear")) else { return };
    token.data("openai", SECRET.as_bytes());
    let wrong = loader(&module, Some("wrong-and-unclear"));
    module.told_to(&format!("fail C_Login {GENERAL_ERROR}\nafter C_Login {COUNT_LOW}"));
    let said = told(&load(&wrong, &token.uri("openai")));
    assert!(said.contains("after some more wrong ones it locks it"), "{said}");
    assert!(told(&load(&wrong, &token.uri("openai"))).contains("refused this PIN before"));
    assert_eq!(module.calls("C_Login"), 1);
    // An error that counts nothing is none of the PIN.
    module.told_to(&format!("fail C_Login {GENERAL_ERROR}"));
    let with_pin = loader(&module, Some(PIN));
    assert!(told(&load(&with_pin, &token.uri("openai"))).ends_with("[pkcs11_module_failed]"));
    module.told_to("");
    assert_eq!(told(&load(&with_pin, &token.uri("openai"))), SECRET);
}

#[test]
fn a_pin_is_not_tried_on_another_token_in_the_slot() {
    let (Some(module), Some(token)) = (module(), Token::new("swapped")) else { return };
    token.data("openai", SECRET.as_bytes());
    module.told_to("swap C_OpenSession 0");
    let said = told(&load(&loader(&module, Some(PIN)), &token.uri("openai")));
    assert!(said.ends_with("[pkcs11_token_removed]"), "{said}");
    assert_eq!(module.calls("C_Login"), 0);
}
