//! Files of JSON Web Encryption whose key stays in the token.

use std::time::{Duration, Instant};

use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass};
use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{AnyCredential, KeyProvider, Loader, Opener};
use provider_credentials_pkcs11::Pkcs11Builder;
use provider_credentials_sealed::jwe;
use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};
use provider_credentials_test_servers::HsmModule;

use crate::support::{PIN, SECRET, Token, module, told, write_pin};

const FILE: EncryptedFile = EncryptedFile {
    decoder: &jwe::OPENER,
    keys: &[&provider_credentials_pkcs11::KEYS, &jwe::KEYS],
    identity_file: Some("key.uri"),
    decrypt_with: Some(PIN),
    path: "it.jwe",
    key: &[],
};

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0));
        }
        for at in 0..=chunk.len() {
            let digit = bits >> (18 - 6 * at) & 63;
            text.push(char::from(DIGITS[usize::try_from(digit).unwrap()]));
        }
    }
    text
}

fn written(jwk: &str, algorithm: &str) -> Vec<u8> {
    let recipient = JweRecipient::from_jwk(jwk).unwrap().with_algorithm(algorithm).unwrap();
    JweWriter::new(recipient).compact(SECRET.as_bytes()).unwrap().as_bytes().to_vec()
}

/// An AES key in the token, which never leaves it, and the same as a JWK.
fn aes(token: &Token, label: &str, byte: u8, length: usize, unwraps: bool) -> String {
    let attributes = [
        Attribute::Class(ObjectClass::SECRET_KEY),
        Attribute::KeyType(KeyType::AES),
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Unwrap(unwraps),
        Attribute::Label(label.into()),
        Attribute::Value(vec![byte; length]),
    ];
    token.session().create_object(&attributes).unwrap();
    format!(r#"{{"kty":"oct","k":"{}"}}"#, base64url(&vec![byte; length]))
}

/// An RSA key that the token makes, and its public one as a JWK.
fn rsa(token: &Token, label: &str, uses: &[Attribute]) -> String {
    let session = token.session();
    let public = [
        Attribute::Token(true),
        Attribute::ModulusBits(2048.into()),
        Attribute::PublicExponent(vec![1, 0, 1]),
        Attribute::Label(label.into()),
    ];
    let mut private = vec![
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Label(label.into()),
    ];
    private.extend_from_slice(uses);
    let mechanism = Mechanism::RsaPkcsKeyPairGen;
    let (public, _) = session.generate_key_pair(&mechanism, &public, &private).unwrap();
    let found = session.get_attributes(public, &[AttributeType::Modulus]).unwrap();
    let [Attribute::Modulus(modulus)] = &found[..] else { panic!("no modulus") };
    format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, base64url(modulus))
}

/// What comes of a file by the key of a URI.
fn opened(module: &HsmModule, uri: &str, pin: Option<&'static str>, file: &[u8]) -> AnyCredential {
    let it = EncryptedFile { decrypt_with: pin, ..FILE };
    std::fs::write(module.directory().join("it.jwe"), file).unwrap();
    write_pin(&module.directory().join("key.uri"), &format!("{uri}\n"));
    let path = module.path().to_str().unwrap();
    let loader = Loader::new().with_environment([("PKCS11_MODULE_PATH", path)]);
    load_encrypted(&[it], loader.base_dir(module.directory())).remove(0)
}

#[test]
fn aes_key_wrap_and_rsa_oaep_in_the_token() {
    let (Some(module), Some(token)) = (module(), Token::new("k-kinds")) else { return };
    let short = aes(&token, "short", 1, 16, true);
    let long = aes(&token, "long", 2, 32, true);
    let decrypts = rsa(&token, "decrypts", &[Attribute::Decrypt(true), Attribute::Unwrap(false)]);
    let unwraps = rsa(&token, "unwraps", &[Attribute::Decrypt(false), Attribute::Unwrap(true)]);
    for (label, jwk, algorithm) in [
        ("short", &short, "A128KW"),
        ("long", &long, "A256KW"),
        ("decrypts", &decrypts, "RSA-OAEP"),
        ("unwraps", &unwraps, "RSA-OAEP"),
    ] {
        let file = written(jwk, algorithm);
        let uri = format!("pkcs11:token=k-kinds;object={label}");
        assert_eq!(told(&opened(&module, &uri, Some(PIN), &file)), SECRET, "{label}");
        let kind = if jwk.contains("RSA") { "private" } else { "secret-key" };
        let with_kind = format!("{uri};type={kind}");
        assert_eq!(told(&opened(&module, &with_kind, Some(PIN), &file)), SECRET, "{label}");
    }
    // SoftHSM has no other hash for OAEP.
    let file = written(&decrypts, "RSA-OAEP-256");
    let said = told(&opened(&module, "pkcs11:token=k-kinds;object=decrypts", Some(PIN), &file));
    assert!(said.ends_with("[pkcs11_mechanism_unsupported]"), "{said}");
}

#[test]
fn a_hundred_files_take_one_session_and_one_login() {
    let (Some(module), Some(token)) = (module(), Token::new("k-many")) else { return };
    let file = written(&aes(&token, "key", 3, 32, true), "A256KW");
    std::fs::write(module.directory().join("it.jwe"), file).unwrap();
    let uri = module.directory().join("key.uri");
    write_pin(&uri, "pkcs11:token=k-many;object=key;type=secret-key");
    let path = module.path().to_str().unwrap();
    let loader = Loader::new().with_environment([("PKCS11_MODULE_PATH", path)]);
    let mut files = Vec::new();
    for number in 0..100 {
        let name = format!("it-{number}.jwe").leak();
        let at = module.directory().join(&*name);
        std::fs::copy(module.directory().join("it.jwe"), at).unwrap();
        files.push(EncryptedFile { path: name, ..FILE });
    }
    for credential in load_encrypted(&files, loader.base_dir(module.directory())) {
        assert_eq!(told(&credential), SECRET);
    }
    assert_eq!((module.calls("C_OpenSession"), module.calls("C_Login")), (1, 1));
    assert_eq!(module.calls("C_UnwrapKey"), 100);
    // Nothing stays open for long.
    std::thread::sleep(Duration::from_millis(3500));
    assert_eq!(module.calls("C_CloseSession"), 1);
}

#[test]
fn mistakes_with_keys() {
    let (Some(module), Some(token)) = (module(), Token::new("k-mistakes")) else { return };
    let jwk = aes(&token, "key", 4, 32, true);
    aes(&token, "other", 5, 32, true);
    aes(&token, "useless", 6, 32, false);
    let file = written(&jwk, "A256KW");
    let open = |rest: &str, pin| {
        told(&opened(&module, &format!("pkcs11:token=k-mistakes{rest}"), pin, &file))
    };
    for (rest, pin, code) in [
        (";object=key", None, "pkcs11_pin_missing"),
        (";object=key", Some("wrong-pin-of-keys"), "pkcs11_pin_wrong"),
        (";object=keys", Some(PIN), "pkcs11_key_not_found"),
        (";object=other", Some(PIN), "pkcs11_key_wrong"),
        (";object=useless", Some(PIN), "pkcs11_key_not_allowed"),
        (";object=key;type=private", Some(PIN), "pkcs11_key_wrong"),
        (";object=key\npkcs11:object=b", Some(PIN), "pkcs11_identity_invalid"),
        ("", Some(PIN), "pkcs11_identity_invalid"),
        (";object=key?pin-value=0000", Some(PIN), "pkcs11_pin_value"),
    ] {
        let said = open(rest, pin);
        assert!(said.ends_with(&format!("[{code}]")), "{rest}: {said}");
    }
    // `pkcs11_pin_with` is no key of a file.
    assert!(open(";object=key", None).contains("credential in `decrypt_with`"));
    // Each is a process's first load, with a session of its own; the mistakes in the file itself end before that.
    assert_eq!(module.calls("C_Login"), 4);
    aes(&token, "key", 7, 32, true);
    assert!(open(";object=key", Some(PIN)).ends_with("[pkcs11_key_ambiguous]"));
    // Its PIN in a file that the URI names.
    let pin = module.directory().join("pin");
    write_pin(&pin, PIN);
    aes(&token, "third", 4, 32, true);
    let rest = format!(";object=third?pin-source={}", pin.display());
    assert_eq!(open(&rest, None), SECRET);
}

#[test]
fn without_the_tokens_provider_the_error_names_the_feature() {
    static OWN: &[&Opener<dyn KeyProvider>] = &[&jwe::KEYS];

    let Some(module) = module() else { return };
    let it = EncryptedFile { keys: OWN, ..FILE };
    let file = written(r#"{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAA"}"#, "A128KW");
    std::fs::write(module.directory().join("it.jwe"), file).unwrap();
    write_pin(&module.directory().join("key.uri"), "pkcs11:token=any;object=key");
    let loader = Loader::new().with_environment::<&str, &str>([]).base_dir(module.directory());
    let said = told(&load_encrypted(&[it], loader)[0]);
    assert!(
        said.contains("enable feature `pkcs11`") && said.ends_with("[jwe_key_in_token]"),
        "{said}"
    );
}

#[test]
fn a_module_that_hangs_while_a_key_is_unwrapped() {
    let (Some(module), Some(token)) = (module(), Token::new("k-hangs")) else { return };
    let file = written(&aes(&token, "key", 8, 32, true), "A256KW");
    std::fs::write(module.directory().join("it.jwe"), file).unwrap();
    write_pin(&module.directory().join("key.uri"), "pkcs11:token=k-hangs;object=key");
    let provider = Pkcs11Builder::new().module(module.path());
    let provider = provider.time_limit(Duration::from_millis(300)).build().unwrap();
    let open_by =
        |loader: Loader| told(&load_encrypted(&[FILE], loader.base_dir(module.directory()))[0]);
    let open = || open_by(Loader::new().with_key_provider("pkcs11", provider.clone()));
    module.told_to("hang C_UnwrapKey 2");
    let since = Instant::now();
    for _ in 0..2 {
        let said = open();
        assert!(said.ends_with("[pkcs11_module_hangs]"), "{said}");
    }
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
    // It was asked once, and is asked again when it has answered.
    assert_eq!(module.calls("C_UnwrapKey"), 1);
    // The load may have less time than the provider.
    let patient = Pkcs11Builder::new().module(module.path()).build().unwrap();
    let patient = Loader::new().with_key_provider("pkcs11", patient);
    let said = open_by(patient.source_timeout(Duration::from_millis(300)));
    assert!(said.ends_with("[pkcs11_module_hangs]"), "{said}");
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
    module.told_to("");
    std::thread::sleep(Duration::from_millis(2500));
    assert_eq!(open(), SECRET);
}

#[test]
fn a_session_that_others_made_useless_is_opened_anew() {
    const NOT_INITIALIZED: u32 = 0x190;

    let (Some(module), Some(token)) = (module(), Token::new("k-others")) else { return };
    let file = written(&aes(&token, "key", 9, 32, true), "A256KW");
    std::fs::write(module.directory().join("it.jwe"), file).unwrap();
    write_pin(&module.directory().join("key.uri"), "pkcs11:token=k-others;object=key");
    let provider = Pkcs11Builder::new().module(module.path()).build().unwrap();
    let open = || {
        let loader = Loader::new().with_key_provider("pkcs11", provider.clone());
        told(&load_encrypted(&[FILE], loader.base_dir(module.directory()))[0])
    };
    assert_eq!(open(), SECRET);
    // The program logs out of the token, which logs all of its sessions out.
    token.session().logout().unwrap();
    assert_eq!(open(), SECRET);
    assert_eq!((module.calls("C_OpenSession"), module.calls("C_Login")), (2, 2));
    // It finalizes the module.
    module.told_to(&format!("fail C_UnwrapKey {NOT_INITIALIZED}"));
    assert!(open().ends_with("[pkcs11_module_failed]"));
    assert_eq!(module.calls("C_OpenSession"), 3);
    // It logs out just when the key is looked for.
    module.told_to("logout C_FindObjectsInit 0");
    assert!(open().ends_with("[pkcs11_logged_out]"), "{}", open());
    module.told_to("");
    assert_eq!(open(), SECRET);
}
