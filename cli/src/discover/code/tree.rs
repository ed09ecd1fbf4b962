//! The files that a target compiles: its root, its modules, and what it includes.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::paths::{canonical, normal};
use super::facts::{Declaration, Facts, Module};
use super::scan;

/// Where the compiler looks for the modules of a module.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Place {
    directory: PathBuf,
    /// The folder in it, for a module whose file has the module's name: `a.rs` has its modules in `a`. Paths
    /// in attributes start from the directory all the same.
    folder: Option<String>,
}

/// The files of targets with these roots, each once.
pub(super) fn read<'p>(roots: impl Iterator<Item = &'p Path>, package: &Path) -> Vec<Facts> {
    let mut pending: Vec<(PathBuf, Option<String>)> =
        roots.map(|root| (root.to_owned(), None)).collect();
    // Files may name each other round in a circle.
    let mut seen = HashSet::new();
    let mut read = Vec::new();
    while let Some((file, folder)) = pending.pop() {
        let file = normal(&file);
        // Not a pipe, which would have to be waited for.
        if !file.is_file() || !seen.insert((canonical(&file), folder.clone())) {
            continue;
        }
        let (Ok(text), Some(directory)) = (fs::read(&file), file.parent()) else { continue };
        let facts = scan::facts(&String::from_utf8_lossy(&text));
        let place = Place { directory: directory.to_owned(), folder };
        pending.extend(facts.modules.iter().flat_map(|module| files(module, &place)));
        pending.extend(facts.includes.iter().map(|include| {
            let base = if include.is_from_package { package } else { directory };
            (base.join(&include.path), None)
        }));
        read.push(facts);
    }
    read
}

/// The files that a declaration may mean. Those that are not there are of no matter.
fn files(declaration: &Declaration, place: &Place) -> Vec<(PathBuf, Option<String>)> {
    let mut places = vec![place.clone()];
    for module in &declaration.inside {
        places = places.iter().flat_map(|place| place.inside(module)).take(MAX_PLACES).collect();
    }
    places.iter().flat_map(|place| place.files(&declaration.module)).collect()
}

/// `cfg_attr` gives a module two places, and each module in it has them again.
const MAX_PLACES: usize = 64;

impl Place {
    /// Where the modules of one with a body are.
    fn inside(&self, module: &Module) -> Vec<Self> {
        let directory = |place: &Option<String>| match place {
            Some(path) => self.directory.join(path),
            None => self.base().join(&module.name),
        };
        let places = module.places.iter();
        places.map(|place| Place { directory: normal(&directory(place)), folder: None }).collect()
    }

    fn files(&self, module: &Module) -> Vec<(PathBuf, Option<String>)> {
        let mut files = Vec::new();
        for place in &module.places {
            if let Some(path) = place {
                files.push((self.directory.join(path), None));
            } else {
                let name = &module.name;
                files.push((self.base().join(format!("{name}.rs")), Some(name.clone())));
                files.push((self.base().join(name).join("mod.rs"), None));
            }
        }
        files
    }

    fn base(&self) -> PathBuf {
        self.folder.as_ref().map_or(self.directory.clone(), |folder| self.directory.join(folder))
    }
}
