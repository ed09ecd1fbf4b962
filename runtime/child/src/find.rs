use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The program of that name in the first directory of a `PATH` that has one. Relative and empty directories are passed over:
/// somebody may have left another program of that name where this process was started.
///
/// ```
/// let shell = provider_credentials_child::find("bin:/usr/bin:/bin", "sh");
/// # #[cfg(unix)]
/// assert!(shell.is_some_and(|shell| shell.is_absolute()));
/// assert_eq!(provider_credentials_child::find("bin", "sh"), None);
/// ```
#[must_use]
pub fn find(path: impl AsRef<OsStr>, name: &str) -> Option<PathBuf> {
    let names: Vec<String> = if cfg!(windows) {
        ["cmd", "exe"].iter().map(|end| format!("{name}.{end}")).collect()
    } else {
        vec![name.to_owned()]
    };
    let directories = std::env::split_paths(path.as_ref()).filter(|path| path.is_absolute());
    let all = { directories }
        .flat_map(|directory| names.iter().map(|name| directory.join(name)).collect::<Vec<_>>());
    { all }.find(|path| is_program(path))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;

    path.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}
