//! What only rustc can show: `ui/*.rs` beside the `*.stderr` they must fail with.
//!
//! `TRYBUILD=overwrite cargo test -p provider-credentials-rustc-tests` writes them anew; read
//! the diff.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "tests say what must hold, and plainly"
)]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn ui() {
    mirror_manifests();
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/*.rs");
}

/// trybuild compiles the cases in a package of its own, with its own `CARGO_MANIFEST_DIR`, and
/// copies nothing there: without this every case would pin "not found".
fn mirror_manifests() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
    let package = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"));
    fs::create_dir_all(package.join("ui")).expect("a directory for manifests");
    for manifest in files("yaml") {
        let name = manifest.file_name().expect("a file name");
        fs::copy(&manifest, package.join("ui").join(name)).expect("a copy of a manifest");
    }
}

#[test]
fn a_case_that_pins_a_missing_file_says_so_in_its_name() {
    for path in files("stderr") {
        let stderr = fs::read_to_string(&path).expect("a readable case");
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        let missing = ["No such file", "does not exist", "couldn't read"];
        if missing.iter().any(|words| stderr.contains(words)) {
            assert!(name.contains("not_found"), "`{name}` pins a missing file");
        }
    }
}

fn files(extension: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    let entries = fs::read_dir(directory).expect("the cases");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}
