//! The packages of the workspace, as cargo says.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

pub(super) struct Package {
    /// Where its `Cargo.toml` is.
    pub(super) directory: PathBuf,
    /// The file that each target begins with, the build script included.
    pub(super) roots: Vec<PathBuf>,
}

/// The members. `None` if there is no workspace, or no cargo.
pub(super) fn packages() -> Option<Vec<Package>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version=1", "--offline"])
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let metadata: Value = serde_json::from_slice(&output.stdout).ok()?;
    let packages = metadata.get("packages")?.as_array()?;
    Some(packages.iter().filter_map(package).collect())
}

fn package(value: &Value) -> Option<Package> {
    let manifest = PathBuf::from(value.get("manifest_path")?.as_str()?);
    let targets = value.get("targets")?.as_array()?;
    let roots = targets.iter().filter_map(|target| target.get("src_path")?.as_str());
    Some(Package {
        directory: manifest.parent()?.to_owned(),
        roots: roots.map(PathBuf::from).collect(),
    })
}
