use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::built::Sources;

/// `cargo-credentials`, as cargo builds it.
pub(crate) fn command_line() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let sources = Sources::of(&["cli", "macros", "yaml", "runtime"]);
        sources.program("cargo-credentials", Path::new("cargo-credentials"))
    })
}
