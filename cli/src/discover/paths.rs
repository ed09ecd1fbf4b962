//! Paths, as they are compared and as they are written.

use std::collections::BTreeMap;
use std::env;
use std::path::{Component, Path, PathBuf};

/// The one path of a file, however one came to it.
pub(super) fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Without `.` and `..`, so that a file has one name.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// Where a file is.
pub(super) fn folder_of(file: &Path) -> &Path {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}

/// What is in a folder by the name that the user gave the folder, unless it is below the working directory.
pub(super) fn written_from(
    folder: &Path,
    found: BTreeMap<PathBuf, bool>,
) -> BTreeMap<PathBuf, bool> {
    let here = env::current_dir().unwrap_or_default();
    let real = canonical(folder);
    found
        .into_iter()
        .map(|(path, outside)| {
            let inside = canonical(&path).strip_prefix(&real).map(|rest| folder.join(rest)).ok();
            let inside = inside.filter(|_| !path.starts_with(&here));
            (inside.unwrap_or(path), outside)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_for_a_file() {
        assert_eq!(normal(Path::new("/a/b/../c/./d")), Path::new("/a/c/d"));
    }
}
