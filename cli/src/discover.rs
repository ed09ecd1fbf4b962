//! Which files are manifests.

mod files;
mod invocations;
mod packages;

use std::collections::{BTreeMap, HashSet};
use std::env;
use std::path::{Path, PathBuf};

use crate::end::Failure;
use files::files;

/// The names that are looked for.
const NAMES: [&str; 2] = ["provider_credentials.yaml", "provider_credentials.yml"];

/// A manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Whether the package that uses it will not carry it.
    pub(crate) outside_package: bool,
}

/// The manifests at these paths; without any, those of the workspace.
pub(crate) fn manifests(paths: &[PathBuf]) -> Result<Vec<Found>, Failure> {
    if paths.is_empty() {
        return of_workspace();
    }
    let mut found = Vec::new();
    for path in paths {
        if is_stdin(path) {
            found.push(Found { path: path.clone(), outside_package: false });
        } else if path.is_dir() {
            let mut below = walk(path);
            // Which is then reported as missing, beside what is wrong with the others.
            if below.is_empty() {
                below.extend(NAMES.first().map(|name| path.join(name)));
            }
            found.extend(below.into_iter().map(|path| Found { path, outside_package: false }));
        } else {
            found.push(Found { outside_package: is_outside(path), path: path.clone() });
        }
    }
    // A file that is named twice is one manifest; `-` is no file, even where one has that name.
    let mut seen = HashSet::new();
    found.retain(|Found { path, .. }| {
        let canonical = if is_stdin(path) { None } else { path.canonicalize().ok() };
        seen.insert(canonical.unwrap_or_else(|| path.clone()))
    });
    Ok(found)
}

/// Whether it stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Whether a path that was named leads out of the package one is in.
fn is_outside(path: &Path) -> bool {
    let inside = || {
        let here = env::current_dir().ok()?.canonicalize().ok()?;
        let package = here.ancestors().find(|above| above.join("Cargo.toml").is_file())?;
        let path = path.canonicalize().ok()?;
        // Another package may well own it.
        let owned = path.ancestors().skip(1).any(|above| above.join("Cargo.toml").is_file());
        Some(owned || path.starts_with(package))
    };
    !inside().unwrap_or(true)
}

fn of_workspace() -> Result<Vec<Found>, Failure> {
    let here = env::current_dir()
        .map_err(|_| Failure("the working directory does not exist".to_owned()))?;
    let mut found: BTreeMap<PathBuf, bool> = BTreeMap::new();
    match packages::packages() {
        Some(packages) => {
            for package in packages {
                for name in NAMES {
                    let path = package.directory.join(name);
                    if path.is_file() {
                        found.entry(path).or_insert(false);
                    }
                }
                for (path, outside_package) in invocations::manifests(&package)? {
                    *found.entry(path).or_insert(false) |= outside_package;
                }
            }
        }
        None => found.extend(walk(&here).into_iter().map(|path| (path, false))),
    }
    if found.is_empty() {
        let message = format!("no `{}` in this workspace; name the manifest", NAMES.join("` or `"));
        return Err(Failure(message));
    }
    Ok(found.into_iter().map(|(path, outside_package)| Found { path, outside_package }).collect())
}

/// The manifests by name below a directory, without build output and hidden directories.
fn walk(directory: &Path) -> Vec<PathBuf> {
    files(directory, &|name| NAMES.iter().any(|known| name == *known))
}
