//! The calls of the generator in a build script: `compile("path")` and `Manifest::new("path")`.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::super::package::Package;
use super::facts::{Call, Facts};

/// The crate of the generator.
const CRATE: &str = "provider-credentials-codegen";

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// The crate, or a module or a crate of the workspace that may re-export what is in it.
    Crate,
    /// Its function.
    Compile,
    /// Its type, which `new` makes.
    Manifest,
}

/// What is given to calls of the generator in the files of a build script.
pub(super) fn calls<'f>(files: &'f [Facts], package: &Package) -> Vec<&'f str> {
    let names = Names::new(files, package);
    let mut found = Vec::new();
    for facts in files {
        let calls = facts.functions.iter().filter(|call| is_yaml(&call.text));
        found.extend(calls.filter(|call| names.is_ours(call, facts)).map(|call| &*call.text));
    }
    found
}

pub(super) fn is_yaml(path: &str) -> bool {
    let extension = Path::new(path).extension();
    extension.is_some_and(|extension| extension == "yaml" || extension == "yml")
}

struct Names<'f> {
    crates: HashSet<String>,
    modules: HashSet<&'f str>,
    known: HashMap<&'f str, What>,
}

impl<'f> Names<'f> {
    fn new(files: &'f [Facts], package: &Package) -> Self {
        let ours = |package: &str, path: bool| package == CRATE || path;
        let dependencies = package.dependencies.iter();
        let dependencies = dependencies.filter(|other| ours(&other.package, other.path.is_some()));
        let mut names = Names {
            crates: dependencies.map(|other| other.name.clone()).collect(),
            modules: files
                .iter()
                .flat_map(|facts| &facts.module_names)
                .map(|name| &**name)
                .collect(),
            known: HashMap::new(),
        };
        names.crates.insert(CRATE.replace('-', "_"));
        while names.learn(files) {}
        names
    }

    /// One file may re-export what another has imported: whether there was anything new.
    fn learn(&mut self, files: &'f [Facts]) -> bool {
        let before = self.known.len();
        for import in files.iter().flat_map(|facts| &facts.imports) {
            let what = self.what(&import.path);
            match (&import.name, what) {
                (Some(name), Some(what)) => {
                    self.known.entry(name).or_insert(what);
                }
                (None, Some(What::Crate)) => {
                    self.known.entry("compile").or_insert(What::Compile);
                    self.known.entry("Manifest").or_insert(What::Manifest);
                }
                _ => {}
            }
        }
        self.known.len() > before
    }

    fn what(&self, path: &[String]) -> Option<What> {
        let is_local = |segment: &&String| {
            matches!(segment.as_str(), "crate" | "self" | "super")
                || self.modules.contains(segment.as_str())
        };
        let mut path = path.iter().skip_while(is_local).map(String::as_str);
        let first = path.next()?;
        let start =
            if self.crates.contains(first) { What::Crate } else { *self.known.get(first)? };
        path.try_fold(start, |what, segment| match (what, segment) {
            (What::Crate, "compile") => Some(What::Compile),
            (What::Crate, "Manifest") => Some(What::Manifest),
            (What::Crate, _) => Some(What::Crate),
            _ => None,
        })
    }

    fn is_ours(&self, call: &Call, facts: &Facts) -> bool {
        let (path, wanted) = match call.path.as_slice() {
            [path @ .., new] if new == "new" => (path, What::Manifest),
            path => (path, What::Compile),
        };
        // The file may have another crate's function of that name.
        let imports = facts.imports.iter().filter(|import| import.name.as_ref() == path.first());
        let mut imports = imports.peekable();
        let is_foreign =
            imports.peek().is_some() && imports.all(|it| self.what(&it.path).is_none());
        !is_foreign && self.what(path) == Some(wanted)
    }
}
