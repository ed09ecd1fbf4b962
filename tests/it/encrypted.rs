//! Files that are encrypted, from the manifest to the secret.

use std::fs;
use std::io::Write;

use age::secrecy::{ExposeSecret, SecretString};
use age::{Encryptor, Recipient, scrypt, x25519};
use provider_credentials::{Loader, credentials};

use crate::support::{Files, outcome};

credentials!("it/manifests/encrypted.yaml", struct Encrypted);

fn encrypted(text: &[u8], recipient: &dyn Recipient) -> Vec<u8> {
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient)).expect("a recipient");
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out).expect("a header");
    writer.write_all(text).expect("to a vector");
    writer.finish().expect("to a vector");
    out
}

/// What the manifest is about, with a file that everybody may read.
fn files() -> Files {
    let identity = x25519::Identity::generate();
    let json = br#"{ "openai": { "api_key": "of-openai" },
        "database": { "username": "app", "password": "of-postgres" } }"#;
    let files = Files::new().with("secrets.json.age", encrypted(json, &identity.to_public()));
    let mut recipient = scrypt::Recipient::new(SecretString::from("correct horse".to_owned()));
    recipient.set_work_factor(1);
    let files = files.with("own.age", encrypted(b"of-other\n", &recipient));
    fs::create_dir(files.join("keys")).expect("a directory");
    let armored = "-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCg==\n\
        -----END AGE ENCRYPTED FILE-----\n";
    let files = files.with("keys/age.txt", identity.to_string().expose_secret());
    let files = files.with("armored.json", armored);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let all = fs::Permissions::from_mode(0o644);
        fs::set_permissions(files.join("secrets.json.age"), all).expect("a mode");
    }
    files
}

fn loader(files: &Files, variables: &[(&str, &str)]) -> Loader {
    files.loader().with_environment(variables.iter().copied())
}

#[test]
fn what_the_manifest_names_opens_them() {
    let files = files();
    let creds: Encrypted = loader(&files, &[("APP_PASSPHRASE", "correct horse")]).load();
    assert_eq!(outcome(&creds.openai), Ok("of-openai".to_owned()));
    let database = &creds.database;
    assert_eq!(database.username().ok(), Some("app"));
    assert_eq!(outcome(database), Ok("of-postgres".to_owned()));
    assert_eq!(outcome(&creds.by_passphrase), Ok("of-other".to_owned()));
    assert_eq!(creds.openai.metadata().source(), "file");
}

#[test]
fn what_does_not_open_them_says_so() {
    let files = files();
    let variables = [("AGE_DIR", "nowhere"), ("OTHER_API_KEY", "of-the-environment")];
    let creds: Encrypted = loader(&files, &variables).load();
    assert_eq!(outcome(&creds.openai), Err("file_not_found"));
    // One that is there and cannot be opened is final.
    assert_eq!(outcome(&creds.by_passphrase), Err("needed_credential_failed"));
    let variables = [("OWN", "not-there"), ("OTHER_API_KEY", "of-the-environment")];
    let next: Encrypted = loader(&files, &variables).load();
    assert_eq!(outcome(&next.by_passphrase), Ok("of-the-environment".to_owned()));
    let wrong: Encrypted = loader(&files, &[("APP_PASSPHRASE", "battery staple")]).load();
    assert_eq!(outcome(&wrong.by_passphrase), Err("age_passphrase_wrong"));
    let given: Encrypted =
        loader(&files, &[]).with_secret(EncryptedId::Passphrase, "correct horse").load();
    assert_eq!(outcome(&given.by_passphrase), Ok("of-other".to_owned()));
}

#[test]
fn one_that_the_manifest_does_not_say_is_an_error_that_names_the_word() {
    let creds: Encrypted = loader(&files(), &[]).load();
    for credential in [&*creds.not_said, &*creds.not_said_keyed] {
        let error = credential.secret().expect_err("ciphertext");
        assert_eq!(error.code(), "value_encrypted");
        let fix = "is encrypted by age; write `encrypted: age` beside `file_path`, and enable \
            feature `age`";
        assert!(error.to_string().contains(fix), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn ciphertext_that_others_may_read_is_named_and_plain_text_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let files = files();
    let of = |name: &str, content: &str, mode| {
        fs::write(files.join(name), content).expect("a file");
        fs::set_permissions(files.join(name), fs::Permissions::from_mode(mode)).expect("a mode");
        let creds: Encrypted = loader(&files, &[]).load();
        let credential = if name == "own.age" { &*creds.not_said } else { &*creds.not_said_keyed };
        let error = credential.secret().expect_err("refused");
        (error.code(), error.to_string().contains("encrypted by sops; write `encrypted: sops`"))
    };
    let sops = "{\n\"openai\": {\"api_key\": \"ENC[AES256_GCM,data:p673w==,type:str]\"}\n}\n";
    for name in ["own.age", "armored.json"] {
        assert_eq!(of(name, sops, 0o644), ("value_encrypted", true), "{name}");
        // Whoever may write to it chooses what is in it.
        assert_eq!(of(name, sops, 0o666), ("file_insecure_permissions", false), "{name}");
        assert_eq!(of(name, "{\"openai\": {}}", 0o644), ("file_insecure_permissions", false));
    }
}
