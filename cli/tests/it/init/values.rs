//! No value is copied, from wherever it is and to wherever `init` writes.

use std::fs;

use super::projects::{SENTINEL, shop};
use crate::{directory, run};

#[test]
fn no_value_is_repeated() {
    for args in [
        &["init"][..],
        &["init", "--format", "json"],
        &["init", "--dry-run"],
        &["init", "--dry-run", "--format", "json"],
        &["init", "--from", ".env", "--from", "src", "--add", "GREETING"],
        &["init", "--from", "secretspec.toml"],
        &["init", "--from", "secrets"],
        &["init", "--from", "broken.toml"],
        &["init", "--from", "broken.yaml"],
    ] {
        let dir = shop();
        let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
        write(
            "secretspec.toml",
            "[project]\nname = \"shop\"\nrevision = \"1.0\"\n[profiles.default]\nA_TOKEN = { description = \"sk_live_Sentinel4Value0123456789\" }\nB_TOKEN = { default = \"Sentinel4Value\" }\n",
        );
        write("broken.toml", "[profiles.default]\nA_TOKEN = { default = \"Sentinel4Value }\n");
        write("broken.yaml", "services: { a: [\"Sentinel4Value }\n");
        fs::create_dir(dir.path().join("secrets")).unwrap();
        write("secrets/openai", SENTINEL);
        if args.contains(&"--dry-run") {
            let old = "provider_credentials:\n  - id: a\n    config: { api_key: Sentinel4Value }\n    password: Sentinel4Value\n";
            write("provider_credentials.yaml", old);
        }
        let output = run(dir.path(), args);
        let shown = [output.stdout, output.stderr].concat();
        let shown = String::from_utf8(shown).unwrap();
        assert!(!shown.contains(SENTINEL), "{args:?}: {shown}");
        if !args.contains(&"--dry-run") {
            let manifest = fs::read_to_string(dir.path().join("provider_credentials.yaml"));
            assert!(!manifest.unwrap_or_default().contains(SENTINEL), "{args:?}");
        }
        assert!(!shown.is_empty());
    }
}

/// Nor does a file's name do more than name it.
#[test]
#[cfg(unix)]
fn names_of_files_end_no_comment() {
    let dir = directory(&[
        ("a\n  - id: evil\x1b[2J.env", "A_TOKEN=x\n"),
        ("secrets/b\"\n${HOME}", "x"),
        ("secrets/d\"e", "x"),
        ("secrets/~c", "x"),
    ]);
    let args = ["init", "--from", "a\n  - id: evil\x1b[2J.env", "--from", "secrets"];
    let output = run(dir.path(), &args);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(!shown.contains('\x1b'), "{shown}");
    let manifest = fs::read_to_string(dir.path().join("provider_credentials.yaml")).unwrap();
    assert!(
        !manifest.lines().any(|line| line.trim_start().starts_with("- id: evil")),
        "{manifest}"
    );
    let checked = run(dir.path(), &["check", "provider_credentials.yaml"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
    assert!(manifest.contains("secrets/d\\\"e") && !manifest.contains("secrets/b"), "{manifest}");
    assert!(shown.contains("cannot be a `file_path`, and is left out"), "{shown}");
}
