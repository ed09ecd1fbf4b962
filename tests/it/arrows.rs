//! The direction of dependencies between the workspace's crates.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::cargo_metadata;

/// What each published crate may depend on, in its library and its build script.
const ALLOWED: [(&str, &[&str]); 21] = [
    ("provider-credentials-yaml", &[]),
    ("provider-credentials-manifest", &["provider-credentials-yaml"]),
    ("provider-credentials-codegen", &["provider-credentials-manifest"]),
    ("provider-credentials-macros", &["provider-credentials-codegen"]),
    ("provider-credentials-core", &["provider-credentials-yaml"]),
    ("provider-credentials-audit", &["provider-credentials-core"]),
    ("provider-credentials-http", &[]),
    ("provider-credentials-oauth2", &["provider-credentials-core", "provider-credentials-http"]),
    (
        "provider-credentials-aws",
        &["provider-credentials-child", "provider-credentials-core", "provider-credentials-http"],
    ),
    (
        "provider-credentials-azure",
        &[
            "provider-credentials-child",
            "provider-credentials-core",
            "provider-credentials-http",
            "provider-credentials-oauth2",
        ],
    ),
    (
        "provider-credentials-gcp",
        &[
            "provider-credentials-child",
            "provider-credentials-core",
            "provider-credentials-http",
            // For tokens, which this store needs as much as credentials of that kind.
            "provider-credentials-oauth2",
        ],
    ),
    ("provider-credentials-certificate", &["provider-credentials-core"]),
    ("provider-credentials-child", &[]),
    ("provider-credentials-command", &["provider-credentials-child", "provider-credentials-core"]),
    (
        "provider-credentials-pkcs11",
        &[
            // For rustls, whose feature of the facade has both.
            "provider-credentials-certificate",
            "provider-credentials-core",
        ],
    ),
    ("provider-credentials-keyring", &["provider-credentials-core"]),
    ("provider-credentials-sealed", &["provider-credentials-child", "provider-credentials-core"]),
    ("provider-credentials-tpm", &["provider-credentials-core"]),
    ("provider-credentials-vault", &["provider-credentials-core", "provider-credentials-http"]),
    (
        "provider-credentials",
        &[
            "provider-credentials-audit",
            "provider-credentials-aws",
            "provider-credentials-azure",
            "provider-credentials-certificate",
            "provider-credentials-command",
            "provider-credentials-core",
            "provider-credentials-gcp",
            "provider-credentials-keyring",
            "provider-credentials-macros",
            "provider-credentials-oauth2",
            "provider-credentials-pkcs11",
            "provider-credentials-sealed",
            "provider-credentials-tpm",
            "provider-credentials-vault",
        ],
    ),
    (
        "cargo-credentials",
        &[
            "provider-credentials",
            "provider-credentials-audit",
            "provider-credentials-codegen",
            "provider-credentials-keyring",
            "provider-credentials-manifest",
            "provider-credentials-sealed",
            "provider-credentials-yaml",
        ],
    ),
];

#[test]
fn arrows_go_one_way() {
    let metadata = cargo_metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let ours: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let dependencies = package["dependencies"].as_array().expect("dependencies");
        for dependency in dependencies.iter().filter(|d| d["kind"] != "dev") {
            let on = dependency["name"].as_str().expect("a name");
            if ours.contains(on) {
                found.entry(name).or_default().insert(on);
            }
        }
    }
    for (name, allowed) in ALLOWED {
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        assert_eq!(found.remove(name).unwrap_or_default(), allowed, "{name}");
    }
}

/// What the crate of a source may depend on: the contract, and what speaks HTTP and runs programs for all of them.
const MAY_SEE: [&str; 3] =
    ["provider-credentials-child", "provider-credentials-core", "provider-credentials-http"];

/// That a source can be written against the core alone is the proof that its contract is enough.
#[test]
fn the_crate_of_a_source_sees_the_core_and_what_speaks_http() {
    let metadata = cargo_metadata();
    for package in metadata["packages"].as_array().expect("packages") {
        let path = package["manifest_path"].as_str().expect("a path").replace('\\', "/");
        let (name, dependencies) = (&package["name"], package["dependencies"].as_array());
        let is_source =
            path.contains("/runtime/") && ALLOWED.iter().all(|(known, _)| name != known);
        for dependency in
            dependencies.into_iter().flatten().filter(|d| is_source && !d["path"].is_null())
        {
            let on = dependency["name"].as_str().expect("a name");
            assert!(MAY_SEE.contains(&on), "{name}: {on}");
        }
    }
}

#[test]
fn the_crates_that_are_released_together_pin_each_other() {
    let metadata = cargo_metadata();
    for package in metadata["packages"].as_array().expect("packages") {
        let published = ALLOWED.iter().any(|(name, _)| package["name"] == *name);
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let ours = ALLOWED.iter().any(|(name, _)| dependency["name"] == *name);
            if published && ours {
                let exact = format!("={}", package["version"].as_str().expect("a version"));
                assert_eq!(dependency["req"], exact.as_str(), "{}", package["name"]);
            }
        }
    }
}
