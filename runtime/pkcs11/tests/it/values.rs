use provider_credentials_core::testing::load_from;
use provider_credentials_core::{ExposeSecret as _, Loader, Permissions};
use provider_credentials_pkcs11::{OPENER, Pkcs11Builder, Pkcs11Pin};

use crate::support::{PIN, SECRET, Token, load, loader, module, told};

#[test]
fn a_private_data_object_with_a_pin_and_a_public_one_without() {
    let (Some(module), Some(token)) = (module(), Token::new("values")) else { return };
    token.data("openai", SECRET.as_bytes());
    token.public_data("shared", b"of everybody");
    let with_pin = loader(&module, Some(PIN));
    assert_eq!(told(&load(&with_pin, &token.uri("openai"))), SECRET);
    assert_eq!(told(&load(&with_pin, &token.uri("shared"))), "of everybody");
    let without = loader(&module, None);
    assert_eq!(told(&load(&without, &token.uri("shared"))), "of everybody");
    assert_eq!(load(&with_pin, &token.uri("openai")).metadata().source(), "pkcs11");
    // What is in the middle of two calls: the session is closed, and the token logged out.
    assert!(told(&load(&without, &token.uri("openai"))).ends_with("[pkcs11_pin_missing]"));
    assert_eq!(module.calls("C_OpenSession"), module.calls("C_CloseSession"));
}

#[test]
fn a_uri_says_which_token_and_which_object() {
    let (Some(module), Some(token)) = (module(), Token::new("which one")) else { return };
    token.data("two words; and #", SECRET.as_bytes());
    let with_pin = loader(&module, Some(PIN));
    let info = token.context.get_token_info(token.slot).unwrap();
    let object = "object=two%20words%3B%20and%20%23";
    for name in [
        "token=which%20one".to_owned(),
        format!("serial={}", info.serial_number()),
        format!("slot-id={}", token.slot.id()),
        format!("token=which%20one;manufacturer={};model={}", "SoftHSM%20project", "SoftHSM%20v2"),
        "token=which%20one;library-manufacturer=SoftHSM;type=data".to_owned(),
    ] {
        let uri = format!("pkcs11:{name};{object}");
        assert_eq!(told(&load(&with_pin, &uri)), SECRET, "{uri}");
    }
    for name in
        ["token=which", "token=which%20one;model=other", "token=which%20one;library-version=9.9"]
    {
        let said = told(&load(&with_pin, &format!("pkcs11:{name};{object}")));
        assert!(said.ends_with("[pkcs11_token_not_found]"), "{said}");
    }
}

#[test]
fn a_value_of_any_length() {
    let (Some(module), Some(token)) = (module(), Token::new("lengths")) else { return };
    let with_pin = loader(&module, Some(PIN));
    for length in [1, 4095, 4096, 4097, 100_000] {
        let label = format!("of-{length}");
        let value = "k".repeat(length);
        token.data(&label, value.as_bytes());
        assert_eq!(told(&load(&with_pin, &token.uri(&label))), value);
    }
    token.data("empty", b"");
    assert!(told(&load(&with_pin, &token.uri("empty"))).ends_with("[value_empty]"));
}

#[test]
fn a_value_of_json() {
    let (Some(module), Some(token)) = (module(), Token::new("json")) else { return };
    token.data("bundle", format!("{{\"openai\": {{\"key\": \"{SECRET}\"}}}}").as_bytes());
    let uri = token.uri("bundle").leak();
    let with_pin = loader(&module, Some(PIN));
    let loaded = load_from(&OPENER, &[("uri", uri)], &["openai", "key"], &with_pin);
    assert_eq!(told(&loaded), SECRET);
}

#[test]
fn a_module_from_the_environment_and_from_the_uri() {
    let (Some(module), Some(token)) = (module(), Token::new("environment")) else { return };
    token.public_data("openai", SECRET.as_bytes());
    let path = module.path().to_str().unwrap();
    let loader = Loader::new().with_environment([("PKCS11_MODULE_PATH", path)]);
    assert_eq!(told(&load(&loader, &token.uri("openai"))), SECRET);
    let other = Loader::new().with_environment([("PKCS11_MODULE_PATH", "/nowhere/module.so")]);
    let uri = format!("{}?module-path={path}", token.uri("openai"));
    assert_eq!(told(&load(&other, &uri)), SECRET);
    let relative = Loader::new().with_environment([("PKCS11_MODULE_PATH", "module.so")]);
    assert!(told(&load(&relative, &token.uri("openai"))).ends_with("[pkcs11_module_relative]"));
}

#[test]
fn a_pin_from_a_file_and_from_a_credential() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    let (Some(module), Some(token)) = (module(), Token::new("pins")) else { return };
    token.data("openai", SECRET.as_bytes());
    let file = module.directory().join("pin");
    fs::write(&file, format!("{PIN}\n")).unwrap();
    let uri = format!("{}?pin-source=file:{}", token.uri("openai"), file.display());
    let without = loader(&module, None);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let said = told(&load(&without, &uri));
    assert!(said.ends_with("[file_insecure_permissions]"), "{said}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(told(&load(&without, &uri)), SECRET);
    let of_file = Pkcs11Builder::new().module(module.path()).pin(Pkcs11Pin::file(&file));
    let loader = Loader::new().with_source("pkcs11", of_file.build().unwrap());
    assert_eq!(load(&loader, &token.uri("openai")).secret().unwrap().expose_secret(), SECRET);
    // By the rules of the loader.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let said = told(&load(&loader, &token.uri("openai")));
    assert!(said.ends_with("[file_insecure_permissions]"), "{said}");
    let off = loader.permissions(Permissions::Off);
    assert_eq!(told(&load(&off, &token.uri("openai"))), SECRET);
    let shown = format!("{:?} {:?}", Pkcs11Pin::given(PIN), Pkcs11Pin::credential("hsm"));
    assert_eq!(shown, "Pkcs11Pin::given(..) Pkcs11Pin::credential(\"hsm\")");
}

#[test]
fn a_variable_adds_no_attribute_to_a_uri() {
    let (Some(module), Some(token)) = (module(), Token::new("variables")) else { return };
    token.public_data("a;type=secret-key?module-path=/tmp/x.so&pin-source=/x", SECRET.as_bytes());
    let path = module.path().to_str().unwrap();
    let read = |uri: &str, name: &str| {
        let variables = [("PKCS11_MODULE_PATH", path), ("NAME", name)];
        told(&load(&Loader::new().with_environment(variables), uri))
    };
    let name = "a;type=secret-key?module-path=/tmp/x.so&pin-source=/x";
    assert_eq!(read("pkcs11:token=variables;object=${NAME}", name), SECRET);
    // One that is encoded already, and one that is the whole URI.
    let encoded = "a%3Btype=secret-key%3fmodule-path=/tmp/x.so&pin-source=/x";
    assert_eq!(read("pkcs11:token=variables;object=${NAME}", encoded), SECRET);
    let whole =
        "pkcs11:token=variables;object=a%3Btype=secret-key%3fmodule-path=/tmp/x.so&pin-source=/x";
    assert_eq!(read("${NAME}", whole), SECRET);
}
