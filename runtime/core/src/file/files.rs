use std::path::{Path, PathBuf};

use super::Directories;
use super::content::Content;
use super::permissions::Permissions;
use super::read::read;
use crate::report::FileReason;
use crate::secret::WipedOsString;

/// What a loader says about files.
#[derive(Clone)]
pub(crate) struct FileRules {
    /// What relative paths are relative to, if not the working directory.
    pub(crate) base_dir: Option<PathBuf>,
    /// In bytes.
    pub(crate) max_size: u64,
    pub(crate) permissions: Permissions,
}

/// 1 MiB: no credential file is larger, and an endless one must not fill the memory. The limit of a
/// Kubernetes Secret is the same.
pub(super) const MAX_SIZE: u64 = 1 << 20;

impl FileRules {
    /// Those of a loader that says nothing.
    pub(crate) const DEFAULT: Self =
        Self { base_dir: None, max_size: MAX_SIZE, permissions: Permissions::Enforce };
}

/// The files of one load.
pub(crate) struct Files<'l> {
    rules: &'l FileRules,
    directories: Directories,
}

impl<'l> Files<'l> {
    pub(crate) fn new(rules: &'l FileRules) -> Self {
        Self { rules, directories: Directories::default() }
    }

    /// The path to open.
    pub(crate) fn resolve(&self, path: WipedOsString) -> WipedOsString {
        let Some(base) = &self.rules.base_dir else {
            return path;
        };
        if path.as_path().has_root() || path.as_path().is_absolute() {
            return path;
        }
        let separator =
            if base.as_os_str().is_empty() { "" } else { std::path::MAIN_SEPARATOR_STR };
        WipedOsString::concat(&[base.as_os_str(), separator.as_ref(), path.as_os_str()])
    }

    /// What a file holds; `path` is resolved. Everybody may read it if it is public.
    pub(crate) fn read(&mut self, path: &Path, is_public: bool) -> Result<Content, FileReason> {
        read(path, is_public, self.rules.max_size, self.rules.permissions, &mut self.directories)
    }
}
