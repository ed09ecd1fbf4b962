//! The calls of `credentials!`, by whatever name.

use std::collections::HashSet;

use super::facts::Facts;
use super::generator::is_yaml;

/// The macro, unless a `use` renames it.
const MACRO: &str = "credentials";

/// All its names. One that a file gives counts in all: the file may re-export it.
pub(super) fn macros<'f>(files: &[&'f Facts]) -> HashSet<&'f str> {
    let mut names = HashSet::from([MACRO]);
    loop {
        let before = names.len();
        for import in files.iter().flat_map(|facts| &facts.imports) {
            let is_ours = import.path.last().is_some_and(|last| names.contains(last.as_str()));
            // An import of a single name is one of a crate.
            if let (Some(name), true) = (&import.name, is_ours && import.path.len() > 1) {
                names.insert(name);
            }
        }
        // What gives its argument to the macro names a manifest as the macro does.
        for wrapper in files.iter().flat_map(|facts| &facts.wrappers) {
            if wrapper.calls.iter().any(|called| names.contains(called.as_str())) {
                names.insert(&wrapper.name);
            }
        }
        if names.len() == before {
            return names;
        }
    }
}

/// What is given to calls of these names.
pub(super) fn calls<'f>(
    files: impl Iterator<Item = &'f Facts>,
    names: &HashSet<&str>,
) -> Vec<&'f str> {
    files
        .flat_map(|facts| &facts.macros)
        .filter(|call| call.path.last().is_some_and(|last| names.contains(last.as_str())))
        .filter(|call| call.is_first || is_yaml(&call.text))
        .map(|call| &*call.text)
        .collect()
}
