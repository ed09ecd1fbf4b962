//! Where unsafe code may stand: every crate forbids it, but for those named here.

use std::fs;
use std::path::Path;

use crate::support::cargo_metadata;

const FORBIDS: &str = "\n#![forbid(unsafe_code)]\n";

/// Roots of crates that have a need for it.
const EXCEPTIONS: [&str; 7] = [
    // With feature `env-removal`; without it, it forbids it too.
    "runtime/core/src/lib.rs",
    // One call of a module: `value.rs` there says why.
    "runtime/pkcs11/src/lib.rs",
    // It calls what that feature has.
    "tests/probe/env_removal.rs",
    // An allocator is an unsafe trait.
    "benches/src/bin/memory.rs",
    "tests/leak_probe/src/bin/counting.rs",
    "tests/leak_probe/src/bin/keeping.rs",
    "tests/leak_probe/src/bin/wiping.rs",
];

#[test]
fn every_crate_forbids_it() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
    let metadata = cargo_metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let targets = packages.iter().filter_map(|package| package["targets"].as_array()).flatten();
    let mut roots = 0;
    for target in targets {
        let path = Path::new(target["src_path"].as_str().expect("a path"));
        let name = path.strip_prefix(workspace).expect("in the workspace").to_string_lossy();
        let name = name.replace('\\', "/");
        let text = format!("\n{}", fs::read_to_string(path).expect("a crate").replace('\r', ""));
        let forbids = text.contains(FORBIDS);
        assert_ne!(forbids, EXCEPTIONS.contains(&name.as_str()), "{name}");
        roots += 1;
    }
    assert!(roots > 25, "only {roots} crates were found");
}

#[test]
fn the_runtime_allows_it_in_one_file_and_for_one_feature() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/core/src");
    let root = fs::read_to_string(source.join("lib.rs")).expect("the root");
    assert!(root.contains("\n#![cfg_attr(not(feature = \"env-removal\"), forbid(unsafe_code))]\n"));
    assert_eq!(root.matches("unsafe_code").count(), 2);
    assert_eq!(allowing(&source), ["lib.rs", "load/removal.rs"]);
}

#[test]
fn the_crate_of_tokens_allows_it_in_one_file() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/pkcs11/src");
    let root = fs::read_to_string(source.join("lib.rs")).expect("the root");
    assert!(root.contains("\n#![deny(unsafe_code)]\n"));
    assert_eq!(root.matches("unsafe_code").count(), 1);
    assert_eq!(allowing(&source), ["lib.rs", "value.rs"]);
}

/// The files below a directory that speak of it.
fn allowing(source: &Path) -> Vec<String> {
    let mut directories = vec![source.to_owned()];
    let mut allowing = Vec::new();
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                directories.push(path);
            } else if fs::read_to_string(&path).expect("a file").contains("unsafe_code") {
                let path = path.strip_prefix(source).expect("in it").to_string_lossy();
                allowing.push(path.replace('\\', "/"));
            }
        }
    }
    allowing.sort();
    allowing
}
