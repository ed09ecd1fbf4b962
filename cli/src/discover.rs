//! Which files are manifests.

mod code;
mod directory;
mod files;
mod package;
mod paths;
mod spec;
mod workspace;

use std::collections::{BTreeMap, HashSet};
use std::env;
use std::path::{Path, PathBuf};

use crate::end::Failure;
use crate::selection::Packages;
use files::NAMES;
use package::Package;
use paths::canonical;
use workspace::Workspace;

/// A manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Whether the package that uses it will not carry it.
    pub(crate) outside_package: bool,
}

/// The manifests that are wanted, each once: those of the paths, or without any, of the packages.
pub(crate) fn manifests(paths: &[PathBuf], packages: &Packages) -> Result<Vec<Found>, Failure> {
    if paths.is_empty() {
        return of_packages(packages).map(all);
    }
    let mut found = Vec::new();
    for path in paths {
        if is_stdin(path) {
            found.push(Found { path: path.clone(), outside_package: false });
        } else if path.is_dir() {
            let mut inside = directory::manifests(path);
            // Which is then reported as missing, beside what is wrong with the others.
            if inside.is_empty() {
                inside.extend(NAMES.first().map(|name| (path.join(name), false)));
            }
            found.extend(all(inside));
        } else {
            found.push(Found { outside_package: is_lost(path), path: path.clone() });
        }
    }
    // A file that is named twice is one manifest; `-` is no file, even where one has that name.
    let mut seen = HashSet::new();
    found.retain(|Found { path, .. }| {
        let file = if is_stdin(path) { path.clone() } else { canonical(path) };
        seen.insert(file)
    });
    Ok(found)
}

/// The files of Rust below a directory, without build output and hidden directories.
pub(crate) fn rust_files(directory: &Path) -> Vec<PathBuf> {
    files::files(directory, &|name| Path::new(name).extension().is_some_and(|end| end == "rs"))
}

/// Whether it stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn all(found: BTreeMap<PathBuf, bool>) -> Vec<Found> {
    found.into_iter().map(|(path, outside_package)| Found { path, outside_package }).collect()
}

/// Whether a path that was named leads out of the package one is in, which then does not carry it.
fn is_lost(path: &Path) -> bool {
    let package = || {
        let here = env::current_dir().ok()?.canonicalize().ok()?;
        let package = here.ancestors().find(|above| above.join("Cargo.toml").is_file())?;
        let path = path.canonicalize().ok()?;
        // Another package may well own it.
        let owned = path.ancestors().skip(1).any(|above| above.join("Cargo.toml").is_file());
        (!owned && !path.starts_with(package)).then(|| package.to_owned())
    };
    let Some(package) = package() else { return false };
    let workspace = Workspace::around(&package).ok();
    let package = workspace.as_ref().and_then(|workspace| workspace.package_at(&package));
    package.is_none_or(|package| !package.allows_outside)
}

/// Those of the packages that the options choose.
fn of_packages(wanted: &Packages) -> Result<BTreeMap<PathBuf, bool>, Failure> {
    let here = env::current_dir()
        .map_err(|_| Failure("the working directory does not exist".to_owned()))?;
    let folder = wanted.manifest_path.as_deref().map(paths::folder_of);
    let workspace = match &wanted.manifest_path {
        Some(cargo) => Workspace::of(cargo)?,
        None => match Workspace::around(&here) {
            Ok(workspace) => workspace,
            // Without cargo's help, the names alone tell.
            Err(_) if !wanted.are_chosen() => {
                return some(directory::without_cargo(&here), "below this directory", "");
            }
            Err(failure) => return Err(failure),
        },
    };
    let packages = if wanted.workspace {
        spec::all_but(&wanted.excluded, &workspace)?
    } else if !wanted.specs.is_empty() {
        spec::packages(&wanted.specs, &workspace)?
    } else {
        workspace.current(folder.unwrap_or(&here))
    };
    let mut found = code::manifests(&packages, &workspace);
    if let Some(folder) = folder {
        found = paths::written_from(folder, found);
    }
    if packages.len() == workspace.packages.len() {
        return some(found, "in this workspace", "");
    }
    some(found, &format!("in {}", named(&packages)), ", or give `--workspace`")
}

fn named(packages: &[&Package]) -> String {
    let names: Vec<String> = packages.iter().map(|package| format!("`{}`", package.name)).collect();
    let noun = if names.len() == 1 { "package" } else { "packages" };
    format!("{noun} {}", names.join(", "))
}

/// What was found, unless it is nothing.
fn some(
    found: BTreeMap<PathBuf, bool>,
    place: &str,
    more: &str,
) -> Result<BTreeMap<PathBuf, bool>, Failure> {
    if found.is_empty() {
        let names = NAMES.join("` or `");
        return Err(Failure(format!("no `{names}` {place}; name the manifest{more}")));
    }
    Ok(found)
}
