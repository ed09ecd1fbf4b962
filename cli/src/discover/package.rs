//! A package, as `cargo metadata` describes it.

use std::path::PathBuf;

use serde_json::Value;

use super::paths::canonical;

pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) id: String,
    /// Where its `Cargo.toml` is.
    pub(super) directory: PathBuf,
    /// The same, to compare.
    pub(super) real: PathBuf,
    pub(super) targets: Vec<Target>,
    pub(super) dependencies: Vec<Dependency>,
    /// Whether a manifest outside of it is no matter: it is never published, or says so.
    pub(super) allows_outside: bool,
}

pub(super) struct Target {
    /// The file that it begins with.
    pub(super) root: PathBuf,
    pub(super) is_build_script: bool,
}

pub(super) struct Dependency {
    /// The package.
    pub(super) package: String,
    /// Its name in the code.
    pub(super) name: String,
    /// Where it is, if it is no package of a registry.
    pub(super) path: Option<PathBuf>,
}

impl Package {
    pub(super) fn new(value: &Value) -> Option<Self> {
        let cargo = PathBuf::from(text(value, "manifest_path")?);
        let directory = cargo.parent()?;
        Some(Package {
            name: text(value, "name")?,
            version: text(value, "version")?,
            id: text(value, "id")?,
            directory: directory.to_owned(),
            real: canonical(directory),
            targets: list(value, "targets").iter().filter_map(target).collect(),
            dependencies: list(value, "dependencies").iter().filter_map(dependency).collect(),
            allows_outside: is_never_published(value) || is_allowed(value),
        })
    }
}

/// `publish = false`, which is a list of no registries.
fn is_never_published(value: &Value) -> bool {
    value.get("publish").and_then(Value::as_array).is_some_and(Vec::is_empty)
}

fn is_allowed(value: &Value) -> bool {
    let switch = value.pointer("/metadata/provider-credentials/manifest_outside_package");
    switch.and_then(Value::as_str) == Some("allow")
}

fn target(value: &Value) -> Option<Target> {
    let is_build_script = list(value, "kind").iter().any(|kind| kind == "custom-build");
    Some(Target { root: text(value, "src_path")?.into(), is_build_script })
}

fn dependency(value: &Value) -> Option<Dependency> {
    let package = text(value, "name")?;
    let name = text(value, "rename").unwrap_or_else(|| package.clone()).replace('-', "_");
    Some(Dependency { package, name, path: text(value, "path").map(PathBuf::from) })
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
