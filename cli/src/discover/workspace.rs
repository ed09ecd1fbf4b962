//! The packages of a workspace, as cargo says.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::package::Package;
use super::paths::canonical;
use crate::end::Failure;

pub(super) struct Workspace {
    root: PathBuf,
    pub(super) packages: Vec<Package>,
    /// The IDs of those that cargo takes where none is named.
    defaults: Vec<String>,
}

impl Workspace {
    /// That of the nearest `Cargo.toml` at or above a directory.
    pub(super) fn around(directory: &Path) -> Result<Self, Failure> {
        Self::read(metadata().current_dir(directory))
    }

    /// That of a `Cargo.toml`.
    pub(super) fn of(cargo_toml: &Path) -> Result<Self, Failure> {
        Self::read(metadata().arg("--manifest-path").arg(cargo_toml))
    }

    fn read(command: &mut Command) -> Result<Self, Failure> {
        let output = command
            .output()
            .map_err(|_| Failure("`cargo` could not be run; check that it is installed".into()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.trim();
            return Err(Failure(said.strip_prefix("error: ").unwrap_or(said).to_owned()));
        }
        let value = serde_json::from_slice(&output.stdout).ok();
        value.as_ref().and_then(Self::new).ok_or_else(|| {
            Failure("the answer of `cargo metadata` is not understood; update cargo".to_owned())
        })
    }

    fn new(value: &Value) -> Option<Self> {
        let list = |key| value.get(key).and_then(Value::as_array);
        let defaults = list("workspace_default_members").or_else(|| list("workspace_members"))?;
        Some(Workspace {
            root: canonical(Path::new(value.get("workspace_root")?.as_str()?)),
            packages: list("packages")?.iter().filter_map(Package::new).collect(),
            defaults: defaults.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect(),
        })
    }

    /// What a directory means to cargo: the member it is in. In the workspace's root those are all, or
    /// the default members where the root is no package itself.
    pub(super) fn current(&self, directory: &Path) -> Vec<&Package> {
        let directory = canonical(directory);
        let is_root = |package: &Package| package.real == self.root;
        match directory.ancestors().find_map(|above| self.package_at(above)) {
            Some(package) if !is_root(package) => vec![package],
            Some(_) => self.packages.iter().collect(),
            None => {
                self.packages.iter().filter(|package| self.defaults.contains(&package.id)).collect()
            }
        }
    }

    /// Those that a directory holds: a member's own, else all below it.
    pub(super) fn inside(&self, directory: &Path) -> Vec<&Package> {
        let directory = canonical(directory);
        if directory == self.root || self.package_at(&directory).is_some() {
            return self.current(&directory);
        }
        let is_below = |package: &&Package| package.real.starts_with(&directory);
        self.packages.iter().filter(is_below).collect()
    }

    pub(super) fn package_at(&self, directory: &Path) -> Option<&Package> {
        let directory = canonical(directory);
        self.packages.iter().find(|package| package.real == directory)
    }
}

fn metadata() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["metadata", "--no-deps", "--format-version=1", "--offline"]).stdin(Stdio::null());
    command
}
