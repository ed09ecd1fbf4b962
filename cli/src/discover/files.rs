//! Files below a directory.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The names that manifests have unless code names them.
pub(super) const NAMES: [&str; 2] = ["provider_credentials.yaml", "provider_credentials.yml"];

/// Deeper directories are not searched.
const MAX_DEPTH: usize = 16;

/// No project has more directories: of what is larger, such as a whole file system, the rest is not searched.
const MAX_DIRECTORIES: usize = 20_000;

/// The manifests by name below a directory, without build output and hidden directories.
pub(super) fn by_name(directory: &Path) -> Vec<PathBuf> {
    files(directory, &|name| NAMES.iter().any(|known| name == *known))
}

/// The directories at or below one that have a `Cargo.toml`, outer ones first.
pub(super) fn cargo_directories(directory: &Path) -> Vec<PathBuf> {
    let mut found = files(directory, &|name| name == "Cargo.toml");
    for path in &mut found {
        path.pop();
    }
    found.sort_by_key(|path| path.components().count());
    found
}

/// The files of some names below a directory, in order.
pub(super) fn files(directory: &Path, wanted: &dyn Fn(&OsStr) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(directory, wanted, 0, &mut MAX_DIRECTORIES.clone(), &mut found);
    found
}

fn collect(
    directory: &Path,
    wanted: &dyn Fn(&OsStr) -> bool,
    depth: usize,
    left: &mut usize,
    found: &mut Vec<PathBuf>,
) {
    let Some(still_left) = left.checked_sub(1) else { return };
    *left = still_left;
    let Ok(entries) = fs::read_dir(directory) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        // Links are not followed: they can lead round in a circle.
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            let skipped = name == "target" || name.as_encoded_bytes().starts_with(b".");
            if !skipped && depth < MAX_DEPTH {
                collect(&entry.path(), wanted, depth + 1, left, found);
            }
        } else if kind.is_file() && wanted(&name) {
            found.push(entry.path());
        }
    }
}
