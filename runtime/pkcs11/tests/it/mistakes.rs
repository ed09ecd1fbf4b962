//! Mistakes, each mended by what its message says and nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, ObjectClass};
use provider_credentials_core::Loader;

use crate::support::{PIN, SECRET, Token, load, loader, module, told};

/// That the message ends so, which has the fix and the code.
fn says(said: &str, words: &str, code: &str) {
    assert!(said.contains(words), "{said}");
    assert!(said.ends_with(&format!("[{code}]")), "{said}");
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_path_of_no_module() {
    let (Some(module), Some(token)) = (module(), Token::new("m path")) else { return };
    token.public_data("openai", SECRET.as_bytes());
    let uri = "pkcs11:token=m%20path;object=openai";
    let with = |path: &str| {
        told(&load(&Loader::new().with_environment([("PKCS11_MODULE_PATH", path)]), uri))
    };
    says(
        &with("/usr/lib/softhsm/libsofthsm3.so"),
        "install it, or correct `module-path` in the URI or `PKCS11_MODULE_PATH`",
        "pkcs11_module_not_found",
    );
    let text = module.directory().join("module.txt");
    fs::write(&text, "no module").unwrap();
    let other = "/lib/x86_64-linux-gnu/libc.so.6";
    for path in [text.to_str().unwrap(), other].into_iter().filter(|path| Path::new(path).exists())
    {
        says(&with(path), "name the module of the token's vendor", "pkcs11_module_invalid");
    }
    assert_eq!(with(module.path().to_str().unwrap()), SECRET);
}

#[test]
fn a_module_that_others_can_change() {
    let (Some(module), Some(token)) = (module(), Token::new("m change")) else { return };
    token.public_data("openai", SECRET.as_bytes());
    let uri = "pkcs11:token=m%20change;object=openai";
    mode(module.path(), 0o666);
    let said = told(&load(&loader(&module, None), uri));
    says(&said, "take the right to write from group and others", "pkcs11_module_insecure");
    assert_eq!(module.calls("C_Initialize"), 0);
    mode(module.path(), 0o644);
    assert_eq!(told(&load(&loader(&module, None), uri)), SECRET);
}

#[test]
fn no_such_token() {
    let (Some(module), Some(token)) = (module(), Token::new("m-token")) else { return };
    token.data("openai", SECRET.as_bytes());
    let with_pin = loader(&module, Some(PIN));
    let said = told(&load(&with_pin, "pkcs11:token=m-tokens;object=openai"));
    says(&said, "correct `token=` in the URI", "pkcs11_token_not_found");
    assert_eq!(told(&load(&with_pin, "pkcs11:token=m-token;object=openai")), SECRET);
}

#[test]
fn several_tokens() {
    let (Some(module), Some(first)) = (module(), Token::new("m-twins")) else { return };
    let second = Token::new("m-twins").unwrap();
    first.data("openai", SECRET.as_bytes());
    let with_pin = loader(&module, Some(PIN));
    let said = told(&load(&with_pin, "pkcs11:token=m-twins;object=openai"));
    says(&said, "add `serial=` to the URI", "pkcs11_token_ambiguous");
    let serial = |token: &Token| {
        token.context.get_token_info(token.slot).unwrap().serial_number().to_owned()
    };
    let of = |token| format!("pkcs11:token=m-twins;serial={};object=openai", serial(token));
    assert_eq!(told(&load(&with_pin, &of(&first))), SECRET);
    assert!(told(&load(&with_pin, &of(&second))).ends_with("[pkcs11_object_not_found]"));
}

#[test]
fn a_token_that_is_not_initialized() {
    let (Some(module), Some(token)) = (module(), Token::new("m init")) else { return };
    let slots = token.context.get_slots_with_token().unwrap();
    let is_free = |slot: &_| !token.context.get_token_info(*slot).unwrap().token_initialized();
    let free = slots.into_iter().find(is_free).unwrap();
    let uri = format!("pkcs11:slot-id={};object=openai", free.id());
    let said = told(&load(&loader(&module, Some(PIN)), &uri));
    says(&said, "`pkcs11-tool --module PATH --init-token", "pkcs11_token_not_initialized");
}

#[test]
fn an_object_that_is_private_and_no_pin() {
    let (Some(module), Some(token)) = (module(), Token::new("m-private")) else { return };
    token.data("openai", SECRET.as_bytes());
    let uri = "pkcs11:token=m-private;object=openai";
    let said = told(&load(&loader(&module, None), uri));
    says(
        &said,
        "name the credential with the user's PIN in `pkcs11_pin_with`",
        "pkcs11_pin_missing",
    );
    assert_eq!(told(&load(&loader(&module, Some(PIN)), uri)), SECRET);
}

#[test]
fn an_empty_file_for_the_pin() {
    let (Some(module), Some(token)) = (module(), Token::new("m-empty")) else { return };
    token.data("openai", SECRET.as_bytes());
    let file = module.directory().join("pin");
    crate::support::write_pin(&file, "\n");
    let uri = format!("pkcs11:token=m-empty;object=openai?pin-source={}", file.display());
    let said = told(&load(&loader(&module, None), &uri));
    says(&said, "write the token's PIN into the file", "pkcs11_pin_empty");
    crate::support::write_pin(&file, PIN);
    assert_eq!(told(&load(&loader(&module, None), &uri)), SECRET);
}

#[test]
fn no_such_object() {
    let (Some(module), Some(token)) = (module(), Token::new("m-object")) else { return };
    let with_pin = loader(&module, Some(PIN));
    let read = || told(&load(&with_pin, "pkcs11:token=m-object;object=openai"));
    says(&read(), "--write-object FILE --type data --label NAME", "pkcs11_object_not_found");
    token.data("openai", SECRET.as_bytes());
    assert_eq!(read(), SECRET);
}

#[test]
fn several_objects() {
    let (Some(module), Some(token)) = (module(), Token::new("m-several")) else { return };
    token.data("openai", b"an older one");
    token.data("openai", SECRET.as_bytes());
    let with_pin = loader(&module, Some(PIN));
    let read = || told(&load(&with_pin, "pkcs11:token=m-several;object=openai"));
    says(&read(), "or delete the old one", "pkcs11_object_ambiguous");
    let session = token.session();
    let old = [Attribute::Label(b"openai".into()), Attribute::Value(b"an older one".into())];
    session.destroy_object(session.find_objects(&old).unwrap()[0]).unwrap();
    drop(session);
    assert_eq!(read(), SECRET);
}

/// A key that the token made, which may leave it or not.
fn key(token: &Token, label: &str, may_leave: bool) {
    let attributes = [
        Attribute::Class(ObjectClass::SECRET_KEY),
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(!may_leave),
        Attribute::Extractable(may_leave),
        Attribute::ValueLen(32.into()),
        Attribute::Label(label.into()),
    ];
    token.session().generate_key(&Mechanism::AesKeyGen, &attributes).unwrap();
}

#[test]
fn a_key_in_place_of_data() {
    let (Some(module), Some(token)) = (module(), Token::new("m-key")) else { return };
    key(&token, "locked", false);
    key(&token, "free", true);
    let with_pin = loader(&module, Some(PIN));
    let read = |rest: &str| told(&load(&with_pin, &format!("pkcs11:token=m-key;{rest}")));
    says(&read("object=locked"), "store the secret as data", "pkcs11_object_not_data");
    let said = read("object=locked;type=secret-key");
    says(&said, "so that the token opens the file", "pkcs11_key_not_extractable");
    // Bytes, which are text by chance alone: the manifest says how they are encoded.
    let said = read("object=free;type=secret-key");
    assert!(said.len() == 32 || said.ends_with("_utf8]") || said.contains('['), "{said}");
    token.data("locked", SECRET.as_bytes());
    assert_eq!(read("object=locked"), SECRET);
}

#[test]
fn a_uri_that_is_none() {
    let (Some(module), Some(token)) = (module(), Token::new("m-uri")) else { return };
    token.public_data("openai", SECRET.as_bytes());
    let read = |uri: &str| told(&load(&loader(&module, None), uri));
    // As it comes out of a variable, which no compiler has seen.
    says(&read(SECRET), "write it as `pkcs11:token=prod;object=openai`", "pkcs11_uri_invalid");
    says(
        &read("pkcs11:token=m-uri"),
        "add `object=` with the object's label",
        "pkcs11_uri_no_object",
    );
    says(&read("pkcs11:token=m-uri;object=a;type=cert"), "write `type=data`", "pkcs11_uri_type");
    let with_pin = format!("pkcs11:token=m-uri;object=openai?pin-value={PIN}");
    says(&read(&with_pin), "or its file as `pin-source`", "pkcs11_pin_value");
    assert_eq!(read("pkcs11:token=m-uri;object=openai"), SECRET);
}
