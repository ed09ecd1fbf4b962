use provider_credentials_core::ExposeSecret as _;
use provider_credentials_core::testing::load_all_from;
use provider_credentials_pkcs11::OPENER;

use crate::support::{PIN, Token, load, loader, module, told};

#[test]
fn a_hundred_credentials_of_one_token_take_one_session_and_one_login() {
    let (Some(module), Some(token)) = (module(), Token::new("many")) else { return };
    for number in 0..100 {
        token.data(&format!("key-{number}"), format!("value-{number}").as_bytes());
    }
    let mut all = Vec::new();
    for number in 0..100 {
        all.push(vec![("uri", &*token.uri(&format!("key-{number}")).leak())]);
    }
    // Another name of the same token, and an object that is asked for twice.
    let serial = token.context.get_token_info(token.slot).unwrap().serial_number().to_owned();
    all.push(vec![("uri", &*format!("pkcs11:serial={serial};object=key-7").leak())]);
    let loaded = load_all_from(&OPENER, &all, &loader(&module, Some(PIN)));
    for (number, credential) in loaded.iter().enumerate() {
        let expected = format!("value-{}", if number == 100 { 7 } else { number });
        assert_eq!(credential.secret().unwrap().expose_secret(), expected);
    }
    let calls = |name| module.calls(name);
    assert_eq!((calls("C_Initialize"), calls("C_OpenSession"), calls("C_Login")), (1, 1, 1));
    assert_eq!((calls("C_CloseSession"), calls("C_FindObjectsInit")), (1, 100));
    assert_eq!(calls("C_GetAttributeValue"), 100);
    // The next load opens its own.
    assert_eq!(told(&load(&loader(&module, Some(PIN)), &token.uri("key-3"))), "value-3");
    assert_eq!((calls("C_Initialize"), calls("C_OpenSession"), calls("C_Login")), (1, 2, 2));
}

#[test]
fn what_needs_no_pin_does_not_depend_on_what_does() {
    let (Some(module), Some(token)) = (module(), Token::new("mixed")) else { return };
    token.data("private", b"private");
    token.public_data("public", b"public");
    let pin = module.directory().join("pin");
    crate::support::write_pin(&pin, PIN);
    let uri = |object: &str, has_pin: bool| {
        let source = if has_pin { format!("?pin-source={}", pin.display()) } else { String::new() };
        vec![("uri", &*format!("{}{source}", token.uri(object)).leak())]
    };
    let all =
        [uri("private", true), uri("public", false), uri("private", false), uri("none", true)];
    let loaded = load_all_from(&OPENER, &all, &loader(&module, None));
    let said: Vec<String> = loaded.iter().map(told).collect();
    assert_eq!(said[..2], ["private", "public"]);
    assert!(said[2].ends_with("[pkcs11_pin_missing]"), "{}", said[2]);
    assert!(said[3].ends_with("[pkcs11_object_not_found]"), "{}", said[3]);
    assert_eq!(module.calls("C_Login"), 1);
}
