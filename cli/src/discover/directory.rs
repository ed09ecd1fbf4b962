//! The manifests that a directory stands for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf, absolute};

use super::code;
use super::files::{by_name, cargo_directories};
use super::paths::{canonical, normal, written_from};
use super::workspace::Workspace;

/// Those of the packages in it. In a folder of a package they are those of the package that lie there, and
/// those that have the name of one.
pub(super) fn manifests(named: &Path) -> BTreeMap<PathBuf, bool> {
    let directory = &normal(&absolute(named).unwrap_or_else(|_| named.to_owned()));
    let around = Workspace::around(directory).ok();
    let packages = around.as_ref().map(|workspace| workspace.inside(directory));
    let found = match (&around, packages) {
        (Some(workspace), Some(packages)) if !packages.is_empty() => {
            code::manifests(&packages, workspace)
        }
        _ => {
            let mut found = without_workspace(directory);
            if let Some(workspace) = &around {
                found.extend(of_folder(directory, workspace));
            }
            found
        }
    };
    written_from(named, found)
}

/// Those that have the name of one, where cargo cannot tell more.
pub(super) fn without_cargo(directory: &Path) -> BTreeMap<PathBuf, bool> {
    by_name(directory).into_iter().map(|path| (path, false)).collect()
}

/// Packages that are no members of the workspace around the directory, if there is one: excluded ones, or a
/// folder with several checkouts.
fn without_workspace(directory: &Path) -> BTreeMap<PathBuf, bool> {
    let mut found = BTreeMap::new();
    let mut covered: Vec<PathBuf> = Vec::new();
    for package in cargo_directories(directory) {
        if covered.iter().any(|above| package.starts_with(above)) {
            continue;
        }
        let Ok(workspace) = Workspace::around(&package) else { continue };
        found.extend(code::manifests(&workspace.inside(&package), &workspace));
        covered.push(package);
    }
    let is_covered = |path: &Path| covered.iter().any(|above| path.starts_with(above));
    found.extend(without_cargo(directory).into_iter().filter(|(path, _)| !is_covered(path)));
    found
}

/// The manifests of the package around a folder that lie in the folder.
fn of_folder(folder: &Path, workspace: &Workspace) -> BTreeMap<PathBuf, bool> {
    let folder = canonical(folder);
    let package = folder.ancestors().find_map(|above| workspace.package_at(above));
    let mut found =
        package.map_or_else(BTreeMap::new, |package| code::manifests(&[package], workspace));
    found.retain(|path, _| canonical(path).starts_with(&folder));
    found
}
