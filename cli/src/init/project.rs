//! The package that the manifest is for.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::end::Failure;
use crate::plain::plain;

/// The name that the macro's example has.
const NAME: &str = "provider_credentials.yaml";

pub(super) struct Project {
    /// Where the manifest will be, and how it is shown.
    pub(super) manifest: PathBuf,
    pub(super) shown: String,
    /// As the macro takes it: relative to `Cargo.toml`.
    pub(super) in_macro: String,
    /// What secrets that name no provider belong to.
    pub(super) name: String,
    /// The directory of `Cargo.toml`, or the working directory; empty where they are the same.
    directory: PathBuf,
    pub(super) has_dependency: bool,
    pub(super) has_package: bool,
}

impl Project {
    /// The package that one is in, or that a manifest is in.
    pub(super) fn around(manifest: Option<&Path>) -> Result<Self, Failure> {
        let here = env::current_dir()
            .map_err(|_| Failure("the working directory does not exist".to_owned()))?;
        let start = match manifest.and_then(Path::parent) {
            Some(parent) => here.join(parent),
            None => here.clone(),
        };
        let package = start.ancestors().find(|above| above.join("Cargo.toml").is_file());
        let cargo: Option<Table> = package
            .and_then(|package| fs::read_to_string(package.join("Cargo.toml")).ok())
            .and_then(|text| text.parse().ok());
        let cargo = cargo.filter(|cargo| cargo.contains_key("package"));
        let directory = match (&cargo, package) {
            (Some(_), Some(package)) if package != here => package.to_owned(),
            _ => PathBuf::new(),
        };
        let manifest = manifest.map_or_else(|| directory.join(NAME), Path::to_owned);
        let base = if directory.as_os_str().is_empty() { here.clone() } else { directory.clone() };
        let absolute = here.join(&manifest);
        let in_macro =
            absolute.strip_prefix(&base).map_or_else(|_| manifest.clone(), Path::to_owned);
        let near = absolute.strip_prefix(&here).unwrap_or(&manifest);
        let name = |cargo: &Table| Some(cargo.get("package")?.get("name")?.as_str()?.to_owned());
        Ok(Project {
            shown: plain(&near.display().to_string()),
            in_macro: plain(&in_macro.display().to_string()),
            name: cargo.as_ref().and_then(name).unwrap_or_else(|| "app".to_owned()),
            has_dependency: cargo.as_ref().is_some_and(depends),
            has_package: cargo.is_some(),
            manifest,
            directory,
        })
    }

    /// A file of the package.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}

/// Whether the package has the library already, under any name.
fn depends(cargo: &Table) -> bool {
    const LIBRARY: &str = "provider-credentials";
    let dependencies = cargo.get("dependencies").and_then(Value::as_table);
    dependencies.is_some_and(|all| {
        all.iter().any(|(name, value)| {
            name == LIBRARY || value.get("package").and_then(Value::as_str) == Some(LIBRARY)
        })
    })
}
