//! Where a `.env` file is that does not lie where it was looked for.

use std::env;
use std::path::{Path, PathBuf};

/// The file that marks the root of a workspace.
const LOCK: &str = "Cargo.lock";

/// How many directories further up the nearest file with this name lies, up to the root of the workspace that
/// `base`, or else the working directory, is in.
pub(super) fn levels_up(base: Option<&Path>, name: &Path) -> Option<(u8, PathBuf)> {
    if name.has_root() || name.is_absolute() {
        return None;
    }
    let base = match base.filter(|base| !base.as_os_str().is_empty()) {
        Some(base) => std::path::absolute(base).ok()?,
        None => env::current_dir().ok()?,
    };
    let mut levels = 0_u8;
    let mut found = None;
    for directory in base.ancestors() {
        if levels > 0 && found.is_none() {
            let path = directory.join(name);
            if path.is_file() {
                found = Some((levels, path));
            }
        }
        if directory.join(LOCK).is_file() {
            return found;
        }
        levels = levels.checked_add(1)?;
    }
    // Outside of a workspace, nothing says where to stop.
    None
}
