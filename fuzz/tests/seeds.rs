//! What the targets start from, and what they ever found: a file for each in `seeds/TARGET`.

use std::fs;
use std::path::Path;

use provider_credentials_fuzz::{file, json, manifest, path, redact, yaml};

fn all(directory: &str, check: fn(&[u8])) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let mut count = 0;
    for entry in fs::read_dir(&directory).expect("seeds") {
        let path = entry.expect("a seed").path();
        // Shown by the harness where the check panics.
        println!("{}", path.display());
        check(&fs::read(&path).expect("a seed"));
        count += 1;
    }
    assert!(count > 0, "{} is empty", directory.display());
}

#[test]
fn manifest() {
    all("../macros/manifest/tests/good", manifest::check);
    all("../macros/manifest/tests/cases", manifest::check);
}

#[test]
fn json() {
    all("seeds/json", json::check);
}

#[test]
fn yaml() {
    all("seeds/yaml", yaml::check);
    // Nearly all JSON is YAML.
    all("seeds/json", yaml::check);
}

#[test]
fn path() {
    all("seeds/path", path::check);
}

#[test]
fn file() {
    all("seeds/file", file::check);
}

#[test]
fn redact() {
    all("seeds/redact", redact::check);
}
