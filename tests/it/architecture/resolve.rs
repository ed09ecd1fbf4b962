//! From a path in a module to the module that defines what it names.

use super::tree::{Crate, ModuleId};

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Module(ModuleId),
    /// Something that this module defines.
    Item(ModuleId),
}

/// Paths lead round in circles where two modules import all of each other.
const MOST_STEPS: usize = 40;

impl Crate {
    /// `None` if it leads out of the crate.
    pub(super) fn resolve(&self, from: ModuleId, path: &[String]) -> Option<Target> {
        self.resolve_within(from, path, MOST_STEPS)
    }

    fn resolve_within(&self, from: ModuleId, path: &[String], steps: usize) -> Option<Target> {
        let steps = steps.checked_sub(1)?;
        let mut at = from;
        let mut rest = path;
        let mut is_anchored = false;
        loop {
            match rest.first().map(String::as_str) {
                Some("crate") => at = 0,
                Some("self") => {}
                Some("super") => at = self.modules[at].parent?,
                _ => break,
            }
            rest = &rest[1..];
            is_anchored = true;
        }
        while let Some((name, behind)) = rest.split_first() {
            match self.member(at, name, is_anchored, behind.is_empty(), steps)? {
                Target::Module(module) => at = module,
                item @ Target::Item(_) => return Some(item),
            }
            rest = behind;
            is_anchored = true;
        }
        Some(Target::Module(at))
    }

    fn member(
        &self,
        module: ModuleId,
        name: &str,
        is_anchored: bool,
        is_last: bool,
        steps: usize,
    ) -> Option<Target> {
        let this = &self.modules[module];
        // A module and a function may have one name; what a path ends in is then the function.
        let child = this.children.get(name).map(|child| Target::Module(*child));
        if !is_last && child.is_some() {
            return child;
        }
        if this.defines.iter().any(|defined| defined == name) {
            return Some(Target::Item(module));
        }
        let named = this.imports.iter().find(|import| import.name.as_deref() == Some(name));
        if let Some(import) = named {
            // `use log;` names a crate.
            if import.path.len() == 1 && import.path[0] == name && !is_anchored {
                return None;
            }
            return self.resolve_within(module, &import.path, steps).or(child);
        }
        if child.is_some() {
            return child;
        }
        let globs = this.imports.iter().filter(|import| import.is_glob);
        globs.filter_map(|import| self.resolve_within(module, &import.path, steps)).find_map(
            |target| match target {
                Target::Module(other) if other != module => {
                    self.member(other, name, true, is_last, steps)
                }
                _ => None,
            },
        )
    }
}
