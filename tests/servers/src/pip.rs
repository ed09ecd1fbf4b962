//! Programs and libraries from `PyPI`, by their hashes.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Installs what the requirements say at a place, which has to be new; `finish` does what is left to do there.
///
/// It is made beside where it belongs, and then moved there: other test programs may be at it too.
pub(crate) fn pip_install(
    place: &Path,
    requirements: &str,
    finish: impl FnOnce(&Path) -> Option<()>,
) -> Option<()> {
    let parent = place.parent()?;
    fs::create_dir_all(parent).ok()?;
    let made = tempfile::tempdir_in(parent).ok()?;
    let file = made.path().join("requirements.txt");
    fs::write(&file, requirements).ok()?;
    let new = made.path().join("new");
    let pip = ["-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "--target"];
    let out = Command::new("python3").args(pip).arg(&new).arg("-r").arg(&file).output();
    out.ok().filter(|out| out.status.success())?;
    finish(&new)?;
    // If another was faster, its own is as good.
    let _ = fs::rename(&new, place);
    Some(())
}
