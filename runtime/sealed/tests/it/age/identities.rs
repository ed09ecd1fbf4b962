//! What opens a file, and what is said where nothing does.

use age::secrecy::ExposeSecret;
use age::x25519;
use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_core::{Loader, Permissions};
use provider_credentials_sealed::age::AgeIdentities;

use super::support::{FILE, armored, by_passphrase, by_passphrase_with, encrypted, identity};
use crate::support::{Files, outcome};

const SECRET: &[u8] = b"sixteen-and-more-bytes";

#[allow(clippy::unnecessary_wraps, reason = "it is compared with outcomes")]
fn loaded() -> Result<Vec<u8>, String> {
    Ok(SECRET.to_vec())
}

#[allow(clippy::unnecessary_wraps, reason = "the same")]
fn failed(code: &str) -> Result<Vec<u8>, String> {
    Err(code.to_owned())
}

#[test]
fn identities_are_found_where_the_environment_says() {
    let (identity, text) = identity();
    let files = Files::new();
    files.public("it.age", encrypted(SECRET, &[&identity.to_public()]));
    files.secret("keys.txt", &text);
    files.secret("crlf.txt", text.replace('\n', "\r\n"));
    for variables in [
        [("AGE_IDENTITY_FILE", "keys.txt")],
        [("AGE_IDENTITY_FILE", "crlf.txt")],
        [("AGE_SECRET_KEY", &*text)],
        [("SOPS_AGE_KEY_FILE", "keys.txt")],
        [("SOPS_AGE_KEY", &*text)],
    ] {
        assert_eq!(outcome(&files.load(FILE, &variables)), loaded(), "{}", variables[0].0);
    }
    let none = files.load(FILE, &[]);
    assert_eq!(outcome(&none), failed("age_no_identity"));
    // Those of age win over those of sops.
    let other = x25519::Identity::generate().to_string();
    let both = [("AGE_SECRET_KEY", other.expose_secret()), ("SOPS_AGE_KEY", &*text)];
    assert_eq!(outcome(&files.load(FILE, &both)), failed("age_no_identity_matches"));
    let not_there = files.load(FILE, &[("AGE_IDENTITY_FILE", "not there")]);
    assert_eq!(outcome(&not_there), failed("file_not_found"));
}

#[test]
fn the_manifest_wins_over_the_environment() {
    let (identity, text) = identity();
    let (_, other) = self::identity();
    let files = Files::new();
    files.public("it.age", armored(&encrypted(SECRET, &[&identity.to_public()])));
    files.secret("keys.txt", &text);
    files.secret("other.txt", &other);
    let text: &'static str = text.leak();
    let of = |file: EncryptedFile| outcome(&files.load(file, &[("AGE_SECRET_KEY", &other)]));
    assert_eq!(of(EncryptedFile { identity_file: Some("keys.txt"), ..FILE }), loaded());
    assert_eq!(of(EncryptedFile { decrypt_with: Some(text), ..FILE }), loaded());
    let wrong = EncryptedFile { identity_file: Some("other.txt"), ..FILE };
    let right = files.load(wrong, &[("AGE_SECRET_KEY", text)]);
    assert_eq!(outcome(&right), failed("age_no_identity_matches"));
}

#[cfg(unix)]
#[test]
fn an_identity_file_is_a_secret_file() {
    let (identity, text) = identity();
    let files = Files::new();
    files.public("it.age", encrypted(SECRET, &[&identity.to_public()]));
    files.public("keys.txt", &text);
    let by_variable = files.load(FILE, &[("AGE_IDENTITY_FILE", "keys.txt")]);
    assert_eq!(outcome(&by_variable), failed("file_insecure_permissions"));
    let by_manifest = EncryptedFile { identity_file: Some("keys.txt"), ..FILE };
    assert_eq!(outcome(&files.load(by_manifest, &[])), failed("file_insecure_permissions"));
    let missing = EncryptedFile { identity_file: Some("missing"), ..FILE };
    for (load, problem) in [
        (
            by_variable,
            "others can read or change the identity file that `AGE_IDENTITY_FILE` names; take all rights on it",
        ),
        (
            files.load(FILE, &[("SOPS_AGE_KEY_FILE", "missing")]),
            "the identity file that `SOPS_AGE_KEY_FILE` names does not exist",
        ),
        (
            files.load(by_manifest, &[]),
            "others can read or change the file that `identity_file` names; take all rights on it",
        ),
        (files.load(missing, &[]), "the file that `identity_file` names does not exist"),
    ] {
        let error = load.secret().unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
    }
}

#[test]
fn a_file_in_another_format_is_named() {
    // `{"alg":"dir","enc":"A256GCM"}`
    let jwe = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..ZXhhbXBsZWV4YW1w.ZXhhbXBsZQ.ZXhhbXBsZWV4YW1wbGVlZQ\n";
    let sops = "{\n\"a\": \"ENC[AES256_GCM,data:p673w==,type:str]\"\n}\n";
    let files = Files::new();
    for (content, fix) in [
        (jwe, "the file is a JSON Web Encryption; write `encrypted: jwe` instead"),
        (sops, "the file is encrypted by sops; write `encrypted: sops` instead"),
        ("plain text", "encrypt it with `age --encrypt`"),
    ] {
        files.public("it.age", content);
        let error = files.load(FILE, &[]).secret().unwrap_err();
        assert_eq!(error.code(), "age_not_encrypted");
        assert!(error.to_string().contains(fix), "{error}");
    }
}

#[test]
fn a_program_registers_its_own() {
    let (identity, text) = identity();
    let files = Files::new();
    files.public("it.age", encrypted(SECRET, &[&identity.to_public()]));
    let loader = |identities| {
        Loader::new().with_environment::<&str, &str>([]).with_key_provider("age", identities)
    };
    let by_text = files.load_with(FILE, loader(AgeIdentities::new().text(&*text)));
    assert_eq!(outcome(&by_text), loaded());
    let path = files.secret("keys.txt", &text);
    let by_file = files.load_with(FILE, loader(AgeIdentities::new().file(path)));
    assert_eq!(outcome(&by_file), loaded());
    // By the rules of the loader.
    files.public("open.txt", &text);
    let open = || loader(AgeIdentities::new().file("open.txt"));
    #[cfg(unix)]
    assert_eq!(outcome(&files.load_with(FILE, open())), failed("file_insecure_permissions"));
    assert_eq!(outcome(&files.load_with(FILE, open().permissions(Permissions::Off))), loaded());
    let shown = format!("{:?}", AgeIdentities::new().text(&*text).passphrase("hunter2"));
    assert!(!shown.contains("AGE-SECRET") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn any_of_several_recipients_opens_it() {
    let ((one, _), (two, text)) = (identity(), identity());
    let files = Files::new();
    files.public("it.age", encrypted(SECRET, &[&one.to_public(), &two.to_public()]));
    let (_, other) = identity();
    let all = format!("{other}{text}");
    assert_eq!(outcome(&files.load(FILE, &[("AGE_SECRET_KEY", &all)])), loaded());
}

#[test]
fn a_passphrase_opens_what_one_encrypted() {
    let files = Files::new();
    files.public("it.age", by_passphrase(SECRET, "correct horse"));
    files.secret("passphrase", "correct horse");
    let of = |passphrase| EncryptedFile { decrypt_with: Some(passphrase), ..FILE };
    assert_eq!(outcome(&files.load(of("correct horse"), &[])), loaded());
    assert_eq!(outcome(&files.load(of("battery staple"), &[])), failed("age_passphrase_wrong"));
    assert_eq!(outcome(&files.load(FILE, &[("AGE_PASSPHRASE", "correct horse")])), loaded());
    let (_, text) = identity();
    let by_identity = files.load(FILE, &[("AGE_SECRET_KEY", &text)]);
    assert_eq!(outcome(&by_identity), failed("age_passphrase_missing"));
    let (identity, _) = identity();
    files.public("it.age", encrypted(SECRET, &[&identity.to_public()]));
    let not_for_it = files.load(of("correct horse"), &[]);
    assert_eq!(outcome(&not_for_it), failed("age_not_by_passphrase"));
}

#[test]
fn a_passphrase_takes_no_more_work_than_the_limit() {
    let files = Files::new();
    let mut content = by_passphrase(SECRET, "correct horse");
    // The work factor stands at the end of the second line.
    let at = content.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0;
    content.splice(at - 1..at, *b"21");
    files.public("it.age", &content);
    let file = EncryptedFile { decrypt_with: Some("correct horse"), ..FILE };
    let start = std::time::Instant::now();
    assert_eq!(outcome(&files.load(file, &[])), failed("age_work_factor_too_high"));
    assert!(start.elapsed().as_secs() < 5);
    files.public("it.age", by_passphrase_with(SECRET, "correct horse", 2));
    let low = AgeIdentities::new().max_work_factor(1);
    let loader = Loader::new().with_environment::<&str, &str>([]).with_key_provider("age", low);
    assert_eq!(outcome(&files.load_with(file, loader)), failed("age_work_factor_too_high"));
}

#[test]
fn an_identity_file_may_be_encrypted_itself() {
    let (identity, text) = identity();
    let files = Files::new();
    files.public("it.age", encrypted(SECRET, &[&identity.to_public()]));
    files.secret("keys.age", armored(&by_passphrase(text.as_bytes(), "correct horse")));
    let file = EncryptedFile { identity_file: Some("keys.age"), ..FILE };
    assert_eq!(outcome(&files.load(file, &[])), failed("age_identity_locked"));
    assert_eq!(outcome(&files.load(file, &[("AGE_PASSPHRASE", "correct horse")])), loaded());
    let named = EncryptedFile { decrypt_with: Some("correct horse"), ..file };
    assert_eq!(outcome(&files.load(named, &[])), loaded());
    let wrong = EncryptedFile { decrypt_with: Some("battery staple"), ..file };
    assert_eq!(outcome(&files.load(wrong, &[])), failed("age_passphrase_wrong"));
}

#[test]
fn what_is_no_identity_is_told() {
    let (identity, text) = identity();
    let files = Files::new();
    files.public("it.age", encrypted(SECRET, &[&identity.to_public()]));
    let cut = &text[..text.len() - 3];
    let recipient = identity.to_public().to_string();
    for (content, code) in [
        (cut, "age_identity_invalid"),
        (&*recipient, "age_identity_invalid"),
        ("# nothing\n", "age_identity_invalid"),
        ("password\n", "age_identity_invalid"),
        ("AGE-SECRET-KEY-PQ-1XXXX\n", "age_identity_unsupported"),
        (
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "age_ssh_key_unsupported",
        ),
    ] {
        files.secret("keys.txt", content);
        let file = EncryptedFile { identity_file: Some("keys.txt"), ..FILE };
        assert_eq!(outcome(&files.load(file, &[])), failed(code), "{code}");
    }
}

#[test]
fn a_plain_file_is_no_encrypted_one() {
    let (_, text) = identity();
    let files = Files::new();
    files.public("it.age", SECRET);
    let plain = files.load(FILE, &[("AGE_SECRET_KEY", &text)]);
    assert_eq!(outcome(&plain), failed("age_not_encrypted"));
    files.public("it.age", b"age-encryption.org/v2\n-> X25519 xx\n");
    let newer = files.load(FILE, &[("AGE_SECRET_KEY", &text)]);
    assert_eq!(outcome(&newer), failed("age_format_unknown"));
}

#[test]
fn a_value_is_read_out_of_an_encrypted_file() {
    let (identity, text) = identity();
    let files = Files::new();
    let json = br#"{ "openai": { "api_key": "of-openai" } }"#;
    files.public("it.json.age", encrypted(json, &[&identity.to_public()]));
    files.public(
        "it.yaml.age",
        encrypted(b"openai: {api_key: of-openai}", &[&identity.to_public()]),
    );
    for path in ["it.json.age", "it.yaml.age"] {
        let file = EncryptedFile { path, key: &["openai", "api_key"], ..FILE };
        let credential = files.load(file, &[("AGE_SECRET_KEY", &text)]);
        assert_eq!(outcome(&credential), Ok(b"of-openai".to_vec()));
    }
}
