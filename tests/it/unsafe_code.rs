//! Where unsafe code may stand: every crate forbids it, but for those named here.

use std::fs;
use std::path::Path;

use crate::support::cargo_metadata;

const FORBIDS: &str = "\n#![forbid(unsafe_code)]\n";

/// Roots of crates that have a need for it.
const EXCEPTIONS: [&str; 2] = [
    // An allocator is an unsafe trait.
    "benches/src/bin/memory.rs",
    "tests/leak_probe/src/bin/keeping.rs",
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
