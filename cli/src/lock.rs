//! One at a time in a directory: each reads a file, and writes it with something changed.

use std::fs::File;
use std::path::Path;
#[cfg(unix)]
use std::{thread, time::Duration};

use crate::end::Failure;

/// Held until it is dropped, or the process is gone. `None` where there is no directory yet, or none that can be locked.
#[cfg(unix)]
pub(crate) fn lock(path: &Path, shown: &str) -> Result<Option<File>, Failure> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    // Behind links, which lead several paths to one file.
    let real = path.canonicalize();
    let directory = match real.as_deref().unwrap_or(path).parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let Ok(directory) = File::open(directory) else { return Ok(None) };
    for _ in 0..100 {
        match flock(&directory, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(Some(directory)),
            Err(Errno::WOULDBLOCK) => thread::sleep(Duration::from_millis(100)),
            Err(_) => return Ok(None),
        }
    }
    Err(Failure(format!(
        "another process has locked the directory of `{shown}`; end that one first"
    )))
}

#[cfg(not(unix))]
pub(crate) fn lock(_: &Path, _: &str) -> Result<Option<File>, Failure> {
    Ok(None)
}
