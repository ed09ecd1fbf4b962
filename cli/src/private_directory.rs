//! A directory for files with secrets.

use std::env;
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::end::Failure;
use crate::io_words::in_words;

/// A directory for this user alone, in memory where there is such a place, and whether it is.
pub(crate) fn create() -> Result<(TempDir, bool), Failure> {
    let runtime = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let in_memory = runtime.into_iter().chain([PathBuf::from("/dev/shm")]);
    for base in in_memory.filter(|base| base.is_absolute() && is_in_memory(base)) {
        if let Ok(directory) = below(&base) {
            return Ok((directory, true));
        }
    }
    let base = env::temp_dir();
    let is_in_memory = is_in_memory(&base);
    let directory = below(&base).map_err(|error| {
        Failure(format!("cannot create a directory in `{}`: {}", base.display(), in_words(&error)))
    })?;
    Ok((directory, is_in_memory))
}

fn below(base: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new()
        .prefix("credentials-")
        .permissions(Permissions::from_mode(0o700))
        .tempdir_in(base)
}

#[cfg(target_os = "linux")]
fn is_in_memory(path: &Path) -> bool {
    // `TMPFS_MAGIC` and `RAMFS_MAGIC` of statfs(2).
    const IN_MEMORY: [u64; 2] = [0x0102_1994, 0x8584_58f6];

    let Ok(found) = rustix::fs::statfs(path) else { return false };
    // The sign of the field differs by platform.
    #[allow(
        clippy::cast_sign_loss,
        clippy::unnecessary_cast,
        reason = "a number that says what it is"
    )]
    IN_MEMORY.contains(&(found.f_type as u64 & 0xffff_ffff))
}

#[cfg(not(target_os = "linux"))]
fn is_in_memory(_: &Path) -> bool {
    false
}
