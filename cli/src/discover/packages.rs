//! The packages of the workspace, as cargo says.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The directories of the members' `Cargo.toml`. `None` where there is no workspace, or no cargo.
pub(super) fn directories() -> Option<Vec<PathBuf>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version=1", "--offline"])
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let metadata: Value = serde_json::from_slice(&output.stdout).ok()?;
    let packages = metadata.get("packages")?.as_array()?;
    let manifests = packages.iter().filter_map(|package| package.get("manifest_path")?.as_str());
    Some(manifests.filter_map(|path| Some(PathBuf::from(path).parent()?.to_owned())).collect())
}
