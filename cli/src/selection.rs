//! Which manifests are wanted.

use std::path::PathBuf;

/// Paths, or packages as cargo's options choose them; neither is the package one is in.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub(crate) paths: Vec<PathBuf>,
    /// What `--package` names.
    pub(crate) specs: Vec<String>,
    pub(crate) workspace: bool,
    /// What `--exclude` names.
    pub(crate) excluded: Vec<String>,
    pub(crate) manifest_path: Option<PathBuf>,
}

impl Selection {
    /// The first option that chooses packages, for which paths leave no room.
    pub(crate) fn option(&self) -> Option<&'static str> {
        [
            (!self.specs.is_empty(), "--package"),
            (self.workspace, "--workspace"),
            (!self.excluded.is_empty(), "--exclude"),
            (self.manifest_path.is_some(), "--manifest-path"),
        ]
        .into_iter()
        .find_map(|(is_given, name)| is_given.then_some(name))
    }
}
