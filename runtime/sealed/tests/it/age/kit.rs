//! The test kit of the format (C2SP, CCTV), which the package of the library has.

use std::fs;
use std::path::PathBuf;

use provider_credentials_core::Loader;
use provider_credentials_core::testing::EncryptedFile;

use super::support::FILE;
use crate::support::{Files, outcome};

/// Where cargo unpacked it, if it did.
fn directory() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry/src")).ok()?;
    let packages = registries.flatten().filter_map(|registry| fs::read_dir(registry.path()).ok());
    let package = packages.flatten().flatten().find(|package| {
        package.file_name().to_str().is_some_and(|name| name.starts_with("age-0.12."))
    })?;
    Some(package.path().join("tests/testdata/testkit"))
}

/// A vector: `name: value` lines, an empty line, the file.
struct Vector {
    expect: String,
    identity: Option<String>,
    passphrase: Option<String>,
    payload: Option<String>,
    file: Vec<u8>,
}

fn vector(bytes: &[u8]) -> Vector {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").expect("an empty line");
    let head = std::str::from_utf8(&bytes[..end]).expect("text");
    let value = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.strip_prefix(": ")).map(str::to_owned)
    };
    Vector {
        expect: value("expect").expect("what is to happen"),
        identity: value("identity"),
        passphrase: value("passphrase"),
        payload: value("payload"),
        file: match value("compressed").as_deref() {
            None => bytes[end + 2..].to_vec(),
            Some("zlib") => {
                miniz_oxide::inflate::decompress_to_vec_zlib(&bytes[end + 2..]).expect("zlib")
            }
            Some(other) => panic!("compressed by {other}"),
        },
    }
}

/// The library reads files of before the format was final, which lack a line here; they are authenticated all the same.
const LAX: [&str; 2] = ["stanza_missing_body", "stanza_missing_final_line"];

#[test]
fn every_vector_ends_as_it_should() {
    let Some(entries) = directory().and_then(|directory| fs::read_dir(directory).ok()) else {
        println!(
            "NOT RUN: the package of `age` is not in cargo's registry, and with it the test kit"
        );
        return;
    };
    let files = Files::new();
    let mut count = 0;
    for entry in entries {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("text");
        let vector = vector(&fs::read(entry.path()).expect("a vector"));
        files.public("it.age", &vector.file);
        let mut variables = Vec::new();
        if let Some(identity) = &vector.identity {
            variables.push(("AGE_SECRET_KEY", identity.as_str()));
        }
        if let Some(passphrase) = &vector.passphrase {
            variables.push(("AGE_PASSPHRASE", passphrase.as_str()));
        }
        let loader = Loader::new().with_environment(variables);
        let outcome = outcome(&files.load_with(EncryptedFile { ..FILE }, loader));
        let codes: &[&str] = match vector.expect.as_str() {
            "success" => &["file_empty"],
            "no match" => &[
                "age_no_identity_matches",
                "age_passphrase_wrong",
                "age_passphrase_missing",
                "age_not_by_passphrase",
                "age_work_factor_too_high",
            ],
            "HMAC failure" | "header failure" => &[
                "age_header_damaged",
                "age_work_factor_too_high",
                "age_format_unknown",
                "age_not_encrypted",
                "age_no_identity",
                "file_empty",
            ],
            "payload failure" => &["age_payload_damaged", "age_header_damaged"],
            "armor failure" => &["age_armor_damaged", "age_payload_damaged", "age_not_encrypted"],
            other => panic!("{name}: {other}"),
        };
        // Two of 16 MiB.
        if vector.file.len() > 1 << 20 {
            assert_eq!(outcome, Err("file_too_large".to_owned()), "{name}");
            continue;
        }
        match outcome {
            Ok(_) if LAX.contains(&&*name) => assert_eq!(vector.expect, "header failure", "{name}"),
            Ok(plain) => {
                assert_eq!(vector.expect, "success", "{name}");
                let hash = vector.payload.expect("a hash");
                assert_eq!(sha256(&plain), hash, "{name}");
            }
            Err(code) => {
                // A vector of no bytes at all is no secret.
                let is_empty = code == "file_empty";
                assert!(is_empty || vector.expect != "success", "{name}: {code}");
                assert!(codes.contains(&&*code), "{name}, which is `{}`: {code}", vector.expect);
            }
        }
        count += 1;
    }
    assert!(count > 100, "{count} vectors");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};

    format!("{:x}", Sha256::digest(bytes))
}
