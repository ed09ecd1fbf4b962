//! The manifests that packages have: by name beside `Cargo.toml`, and those that their code names.

mod alias;
mod facts;
mod generator;
mod import;
mod scan;
mod tokens;
mod tree;
mod wrapper;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use super::files::NAMES;
use super::package::Package;
use super::paths::normal;
use super::workspace::Workspace;
use facts::Facts;

/// The manifests that exist, and whether a package uses one that it will not carry.
pub(super) fn manifests(packages: &[&Package], workspace: &Workspace) -> BTreeMap<PathBuf, bool> {
    let mut read = HashMap::new();
    let mut found = BTreeMap::new();
    for package in packages {
        for path in named(package, workspace, &mut read) {
            let is_inside = path.starts_with(&package.directory);
            *found.entry(path).or_insert(false) |= !is_inside && !package.allows_outside;
        }
    }
    found
}

/// The code of a package.
struct Code {
    build_script: Vec<Facts>,
    others: Vec<Facts>,
}

impl Code {
    fn read(package: &Package) -> Self {
        let files = |is_build_script| {
            let targets = package.targets.iter();
            let roots = targets.filter(|target| target.is_build_script == is_build_script);
            tree::read(roots.map(|target| &*target.root), &package.directory)
        };
        Code { build_script: files(true), others: files(false) }
    }

    fn files(&self) -> impl Iterator<Item = &Facts> {
        self.build_script.iter().chain(&self.others)
    }
}

fn named(
    package: &Package,
    workspace: &Workspace,
    read: &mut HashMap<String, Code>,
) -> BTreeSet<PathBuf> {
    let near = with_neighbours(package, workspace);
    for package in &near {
        read.entry(package.id.clone()).or_insert_with(|| Code::read(package));
    }
    // A macro may have its other name from a crate of the same workspace.
    let all: Vec<&Facts> =
        near.iter().filter_map(|package| read.get(&package.id)).flat_map(Code::files).collect();
    let macros = alias::macros(&all);
    let mut texts: Vec<&str> = NAMES.to_vec();
    if let Some(code) = read.get(&package.id) {
        texts.extend(alias::calls(code.files(), &macros));
        texts.extend(generator::calls(&code.build_script, package));
    }
    let paths = texts.into_iter().map(|text| normal(&package.directory.join(text)));
    paths.filter(|path| path.is_file()).collect()
}

/// The package, and what it depends on in the workspace.
fn with_neighbours<'w>(package: &'w Package, workspace: &'w Workspace) -> Vec<&'w Package> {
    let mut near = vec![package];
    let mut at = 0;
    while let Some(package) = near.get(at) {
        let paths = package.dependencies.iter().filter_map(|other| other.path.as_deref());
        let new: Vec<&Package> = paths.filter_map(|path| workspace.package_at(path)).collect();
        for package in new {
            if near.iter().all(|other| other.id != package.id) {
                near.push(package);
            }
        }
        at += 1;
    }
    near
}
