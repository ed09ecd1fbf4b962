//! What git keeps.

use std::path::Path;
use std::process::{Command, Stdio};

/// Whether some commit has the file.
pub(super) fn has(file: &Path) -> bool {
    let Some(name) = file.file_name() else { return false };
    let directory = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut git = Command::new("git");
    git.arg("-C").arg(directory).args([
        "--literal-pathspecs",
        "log",
        "--all",
        "-1",
        "--format=%h",
        "--",
    ]);
    let found = git.arg(name).stdin(Stdio::null()).stderr(Stdio::null()).output();
    found.is_ok_and(|found| found.status.success() && !found.stdout.is_empty())
}
