//! The schema against every manifest of the tests, by a validator that knows nothing of ours.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use provider_credentials_manifest::{Severity, SourceFile, check, examine};

use crate::instance;

/// What is wrong with the shape of a manifest. Every other code is about the text (YAML), the
/// content of a value, or how values relate.
const SHAPE: [&str; 11] = [
    "config_without_type",
    "empty_manifest",
    "empty_sources",
    "missing_key",
    "missing_value",
    "source_and_sources",
    "unknown_key",
    "unknown_value",
    "unused_key",
    "wrong_source",
    "wrong_type",
];

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn generated() -> String {
    crate::text(workspace(), &["schema"], 0)
}

fn validator() -> Validator {
    let schema = serde_json::from_str(&generated()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).expect("a valid schema");
    jsonschema::draft202012::new(&schema).expect("a schema")
}

fn yaml_files(directory: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace().join(directory)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths
}

#[test]
fn the_committed_schema_is_current() {
    let path = workspace().join("schema/provider_credentials.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, generated()).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(
        committed == generated(),
        "write it again: UPDATE_SCHEMA=1 cargo test -p cargo-credentials"
    );
}

#[test]
fn every_accepted_manifest_validates() {
    let validator = validator();
    let mut count = 0;
    for directory in [
        "macros/manifest/tests/good",
        "macros/codegen/tests/expand",
        "tests/it/manifests",
        "examples",
        "runtime/doc",
        "macros/manifest/tests/cases",
    ] {
        for path in yaml_files(directory) {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            if check(SourceFile::new("m.yaml", text.as_str())).is_err() {
                continue;
            }
            count += 1;
            let instance = instance::read(&text).unwrap_or_else(|| panic!("{}", path.display()));
            if let Err(error) = validator.validate(&instance) {
                panic!("{}: {error} at {}", path.display(), error.instance_path());
            }
        }
    }
    assert!(count >= 20, "{count}");
}

#[test]
fn every_shape_error_is_refused() {
    let validator = validator();
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for path in yaml_files("macros/manifest/tests/cases") {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let report = examine(SourceFile::new("m.yaml", text.as_str())).report;
        let codes: Vec<&str> = report
            .problems()
            .filter(|problem| problem.severity() == Severity::Error)
            .map(|problem| problem.code().as_str())
            .filter(|code| SHAPE.contains(code))
            .collect();
        if codes.is_empty() {
            continue;
        }
        let Some(instance) = instance::read(&text) else { continue };
        count += 1;
        assert!(!validator.is_valid(&instance), "{}: {codes:?}", path.display());
        seen.extend(codes);
    }
    assert!(count >= 50, "{count}");
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), SHAPE, "every code of the list has a case");
}
