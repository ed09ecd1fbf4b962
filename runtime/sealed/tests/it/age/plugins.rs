//! `age-plugin-NAME`: a script that speaks the protocol, which `age` itself finds too.

use std::collections::HashSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use age::{EncryptError, Recipient};
use age_core::format::{FileKey, Stanza};
use age_core::secrecy::ExposeSecret;
use provider_credentials_core::Loader;
use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_sealed::age::AgeIdentities;

use super::support::{FILE, encrypted};
use crate::support::{Files, outcome};

const SECRET: &[u8] = b"sixteen-and-more-bytes";

/// Of the plug-in `test`: a name, nothing, and the checksum of Bech32.
const IDENTITY: &str = "AGE-PLUGIN-TEST-1M7420Z\n";

/// What all scripts begin with: reads until `done`, and keeps the body of the stanza of the plug-in.
const READS: &str = r#"#!/bin/sh
while read -r line; do
    case $line in
    "-> recipient-stanza 0 test"*) read -r body ;;
    "-> done"*) read -r end; break ;;
    esac
done
"#;

const ANSWERS: &str = r#"printf -- '-> msg\naGVsbG8\n'; read -r reply; read -r end
printf -- '-> of-tomorrow x\n\n'; read -r reply; read -r end
[ "$reply" = "-> unsupported" ] || exit 1
printf -- '-> file-key 0\n%s\n' "$body"; read -r reply; read -r end
printf -- '-> done\n\n'
"#;

/// Its stanza has the key as it is.
struct Test;

impl Recipient for Test {
    fn wrap_file_key(&self, key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        let (tag, args) = ("test".to_owned(), vec!["argument".to_owned()]);
        Ok((vec![Stanza { tag, args, body: key.expose_secret().to_vec() }], HashSet::new()))
    }
}

/// A directory with a file, its identity, and a plug-in with that end.
fn files(end: &str) -> Files {
    let files = Files::new();
    files.public("it.age", encrypted(SECRET, &[&Test]));
    files.secret("keys.txt", IDENTITY);
    let path = files.public("age-plugin-test", format!("{READS}{end}"));
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    files
}

fn path_with(directory: &Path) -> String {
    format!("{}:/usr/bin:/bin", directory.display())
}

fn load(files: &Files) -> Result<Vec<u8>, String> {
    let file = EncryptedFile { identity_file: Some("keys.txt"), ..FILE };
    outcome(&files.load(file, &[("PATH", &path_with(files.path()))]))
}

fn failed(code: &str) -> Result<Vec<u8>, String> {
    Err(code.to_owned())
}

#[test]
fn a_plug_in_opens_a_file() {
    assert_eq!(load(&files(ANSWERS)), Ok(SECRET.to_vec()));
}

#[test]
fn the_script_is_what_age_takes_for_a_plug_in() {
    let files = files(ANSWERS);
    let age = Command::new("age")
        .args(["--decrypt", "-i", "keys.txt", "it.age"])
        .current_dir(files.path())
        .env("PATH", format!("{}:{}", files.path().display(), std::env::var("PATH").unwrap()))
        .stdin(Stdio::null())
        .output();
    match age {
        Ok(output) => assert_eq!(output.stdout, SECRET, "{output:?}"),
        Err(_) => println!("NOT RUN: `age` is not installed"),
    }
}

#[test]
fn one_that_cannot_is_told_apart() {
    let done = r"printf -- '-> done\n\n'";
    assert_eq!(load(&files(done)), failed("age_no_identity_matches"));
    let asks = format!("printf -- '-> request-secret\\naGVsbG8\\n'; read -r r; read -r e; {done}");
    assert_eq!(load(&files(&asks)), failed("age_plugin_asked"));
    let wants_yes =
        format!("printf -- '-> confirm eWVz\\naGVsbG8\\n'; read -r r; read -r e; {done}");
    assert_eq!(load(&files(&wants_yes)), failed("age_plugin_asked"));
    let fails =
        format!("printf -- '-> error identity 0\\naGVsbG8\\n'; read -r r; read -r e; {done}");
    assert_eq!(load(&files(&fails)), failed("age_plugin_failed"));
    for dies in ["exit 1", "echo hello", "yes", "printf -- '-> file-key 0\\nAAAA\\n'"] {
        assert_eq!(load(&files(dies)), failed("age_plugin_failed"), "{dies}");
    }
    // A key that is none of the file.
    let wrong = format!(
        "printf -- '-> file-key 0\\nAAAAAAAAAAAAAAAAAAAAAA\\n'; read -r r; read -r e; {done}"
    );
    assert_eq!(load(&files(&wrong)), failed("age_header_damaged"));
    let short = format!("printf -- '-> file-key 0\\nAAAA\\n'; read -r r; read -r e; {done}");
    assert_eq!(load(&files(&short)), failed("age_header_damaged"));
    let without = files(done);
    std::fs::remove_file(without.path().join("age-plugin-test")).unwrap();
    assert_eq!(load(&without), failed("age_plugin_not_found"));
}

#[test]
fn a_program_that_registers_identities_has_plug_ins_by_its_own_path() {
    let files = files(ANSWERS);
    let file = EncryptedFile { identity_file: Some("keys.txt"), ..FILE };
    let identities = AgeIdentities::new().plugin_timeout(Duration::from_secs(5));
    let loader = Loader::new().with_environment([("PATH", path_with(files.path()))]);
    let registered = loader.with_key_provider("age", identities);
    assert_eq!(outcome(&files.load_with(file, registered)), failed("age_plugin_not_found"));
}

#[test]
fn it_gets_no_secret_of_the_process() {
    let files = files(&format!("env > \"$HOME/environment\"\n{ANSWERS}"));
    let home = files.path().display().to_string();
    let variables = [
        ("PATH", path_with(files.path())),
        ("HOME", home),
        ("AGE_SECRET_KEY", IDENTITY.to_owned()),
        ("AGE_PASSPHRASE", "a passphrase".to_owned()),
    ];
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(outcome(&files.load(FILE, &variables)), Ok(SECRET.to_vec()));
    let environment = std::fs::read_to_string(files.path().join("environment")).unwrap();
    assert!(environment.contains("HOME=") && !environment.contains("AGE_"), "{environment}");
}
