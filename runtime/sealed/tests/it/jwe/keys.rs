//! What opens a file: its forms, its places, and what is wrong with it.

use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_core::{Loader, Permissions};
use provider_credentials_sealed::jwe::JweKeys;
use serde_json::{Value, json};

use super::support::{FILE, base64url, opened, pair, symmetric};
use crate::support::{Files, outcome};

/// An example of the RFCs: its first file, its key and its content.
fn example(name: &str) -> (String, Value, Vec<u8>) {
    let all: Vec<Value> = serde_json::from_str(include_str!("rfc.json")).unwrap();
    let example = all.into_iter().find(|example| example["name"] == name).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let key = serde_json::from_str(&text(&example["key"])).unwrap();
    (text(&example["files"][0]), key, text(&example["plain"]).into_bytes())
}

fn err(code: &str) -> Result<Vec<u8>, String> {
    Err(code.to_owned())
}

#[test]
fn places_of_keys_and_which_comes_first() {
    let (file, key, plain) = example("RFC 7520 5.6");
    let key = key.to_string();
    let files = Files::new();
    files.public("it.jwe", &file);
    files.secret("key.jwk", &key);
    files.secret("wrong.jwk", symmetric(1, 16));
    assert_eq!(outcome(&files.load(FILE, &[])), err("jwe_no_key"));
    let by = |variables: &[(&str, &str)]| outcome(&files.load(FILE, variables));
    assert_eq!(by(&[("JWE_KEY", &key)]), Ok(plain.clone()));
    assert_eq!(by(&[("JWE_KEY_FILE", "key.jwk")]), Ok(plain.clone()));
    assert_eq!(by(&[("JWE_KEY_FILE", "missing")]), err("file_not_found"));

    let wrong = [("JWE_KEY_FILE", "wrong.jwk")];
    let by_file = EncryptedFile { identity_file: Some("key.jwk"), ..FILE };
    assert_eq!(outcome(&files.load(by_file, &wrong)), Ok(plain.clone()));
    let secret: &'static str = key.clone().leak();
    let by_credential = EncryptedFile { decrypt_with: Some(secret), ..FILE };
    assert_eq!(outcome(&files.load(by_credential, &wrong)), Ok(plain.clone()));

    let registered = Loader::new()
        .with_environment(wrong)
        .with_key_provider("jwe", JweKeys::new().file(files.path().join("key.jwk")));
    assert_eq!(outcome(&files.load_with(FILE, registered)), Ok(plain.clone()));
    // By the rules of the loader.
    files.public("open.jwk", &key);
    let open = || Loader::new().with_key_provider("jwe", JweKeys::new().file("open.jwk"));
    #[cfg(unix)]
    assert_eq!(outcome(&files.load_with(FILE, open())), err("file_insecure_permissions"));
    let off = open().permissions(Permissions::Off);
    assert_eq!(outcome(&files.load_with(FILE, off)), Ok(plain.clone()));
    let text = JweKeys::new().text(key.as_str());
    assert_eq!(format!("{text:?}"), "JweKeys { places: 1, .. }");
    let registered = Loader::new().with_environment(wrong).with_key_provider("jwe", text);
    assert_eq!(outcome(&files.load_with(FILE, registered)), Ok(plain));
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_refused() {
    let (file, key, _) = example("RFC 7520 5.6");
    let files = Files::new();
    files.public("it.jwe", &file);
    files.public("key.jwk", key.to_string());
    let by_file = EncryptedFile { identity_file: Some("key.jwk"), ..FILE };
    assert_eq!(outcome(&files.load(by_file, &[])), err("file_insecure_permissions"));
    let by_variable = files.load(FILE, &[("JWE_KEY_FILE", "key.jwk")]);
    assert_eq!(outcome(&by_variable), err("file_insecure_permissions"));
    let error = by_variable.secret().unwrap_err().to_string();
    assert!(
        error.contains("change the file that `JWE_KEY_FILE` names; take all rights on it"),
        "{error}"
    );
}

#[test]
fn the_bytes_of_a_symmetric_key_as_a_secret() {
    let (file, key, _) = example("RFC 7520 5.6");
    let files = Files::new();
    files.public("it.jwe", file);
    // A text of 16 bytes is a key; this one is another.
    let by = |secret| EncryptedFile { decrypt_with: Some(secret), ..FILE };
    assert_eq!(outcome(&files.load(by("sixteen-bytes-it"), &[])), err("jwe_content_damaged"));
    assert_eq!(outcome(&files.load(by("of-another-length"), &[])), err("jwe_key_invalid"));
    // In base64url it is not: that is what `encoding` in the manifest is for.
    let text: &'static str = key["k"].as_str().unwrap().to_owned().leak();
    assert_eq!(outcome(&files.load(by(text), &[])), err("jwe_key_invalid"));
}

#[test]
fn the_id_chooses() {
    let (file, key, plain) = example("RFC 7520 5.8");
    let with = |id: Option<&str>| {
        let mut key = key.clone();
        match id {
            Some(id) => key["kid"] = id.into(),
            None => drop(key.as_object_mut().unwrap().remove("kid")),
        }
        key
    };
    let wrong = || {
        let mut key = with(None);
        key["k"] = base64url(&[5; 16]).into();
        key
    };
    let set = |keys: Vec<Value>| json!({ "keys": keys }).to_string();
    assert_eq!(opened(&file, &set(vec![wrong(), key.clone()])), Ok(plain.clone()));
    // Without one, each is tried; with another one, none is.
    assert_eq!(opened(&file, &set(vec![wrong(), with(None)])), Ok(plain.clone()));
    assert_eq!(opened(&file, &set(vec![with(Some("other"))])), err("jwe_no_key_matches"));
    assert_eq!(opened(&file, &set(vec![wrong()])), err("jwe_key_wrong"));
    // For something else, or of a kind that nobody knows.
    let mut signing = with(None);
    signing["use"] = "sig".into();
    let unknown = json!({ "kty": "LWE", "x": "AA" });
    assert_eq!(opened(&file, &set(vec![signing.clone(), unknown, key.clone()])), Ok(plain));
    assert_eq!(opened(&file, &signing.to_string()), err("jwe_key_invalid"));

    // Where the key is not encrypted, nothing but the ID says which one it is.
    let (file, key, plain) = example("RFC 7520 5.6");
    let mut anonymous = key.clone();
    anonymous.as_object_mut().unwrap().remove("kid");
    assert_eq!(opened(&file, &set(vec![anonymous.clone(), key])), Ok(plain));
    let two = set(vec![anonymous.clone(), anonymous]);
    assert_eq!(opened(&file, &two), err("jwe_key_ambiguous"));
}

#[test]
fn keys_that_are_none() {
    let (file, key, plain) = example("RFC 7520 5.4");
    let rsa = example("RFC 7520 5.2");
    let without = |key: &Value, names: &[&str]| {
        let mut key = key.clone();
        for name in names {
            key.as_object_mut().unwrap().remove(*name);
        }
        key.to_string()
    };
    let with = |key: &Value, name: &str, value: Value| {
        let mut key = key.clone();
        key[name] = value;
        key.to_string()
    };
    assert_eq!(opened(&file, &key.to_string()), Ok(plain.clone()));
    let operations = with(&key, "key_ops", json!(["deriveKey", "verify"]));
    assert_eq!(opened(&file, &operations), Ok(plain));
    let (other, _) = pair("P-384", "other");
    let other: Value = serde_json::from_str(&other).unwrap();
    for broken in [
        String::from("{}"),
        String::from("no key"),
        String::from("{\"kty\":"),
        without(&key, &["d"]),
        without(&key, &["crv"]),
        without(&key, &["x"]),
        without(&key, &["kty"]),
        with(&key, "x", other["x"].clone()),
        with(&key, "d", other["d"].clone()),
        with(&key, "d", "AQAB".into()),
        with(&key, "d", 7.into()),
        with(&key, "key_ops", json!(["sign"])),
        key.to_string().replace("\"kty\"", "\"kty\":\"EC\",\"kty\""),
        without(&rsa.1, &["d"]),
        without(&rsa.1, &["p", "q", "dp", "dq", "qi"]),
        with(&rsa.1, "e", "AAAA".into()),
        with(&rsa.1, "qi", "AQAB".into()),
        with(&rsa.1, "oth", json!([])),
        json!({ "keys": [] }).to_string(),
        json!({ "keys": [{ "kty": "oct" }, key] }).to_string(),
        pem("PRIVATE KEY", "AQAB"),
        pem("EC PRIVATE KEY", "!"),
        pem("PUBLIC KEY", "AQAB"),
        pem("CERTIFICATE", "AQAB"),
        format!("-----BEGIN {}-----\nAQAB", "PRIVATE KEY"),
    ] {
        assert_eq!(opened(&file, &broken), err("jwe_key_invalid"), "{broken}");
    }
    for unsupported in [with(&key, "crv", "secp256k1".into()), with(&key, "kty", "LWE".into())] {
        assert_eq!(opened(&file, &unsupported), err("jwe_key_unsupported"), "{unsupported}");
    }
    for locked in [
        pem("ENCRYPTED PRIVATE KEY", "AQAB"),
        pem("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n\nAQAB"),
    ] {
        assert_eq!(opened(&file, &locked), err("jwe_key_locked"), "{locked}");
    }
}

fn pem(label: &str, content: &str) -> String {
    format!("-----BEGIN {label}-----\n{content}\n-----END {label}-----\n")
}
