//! `--from DIR`: a directory with one secret in each file. No file is opened.

use std::fs;
use std::path::Path;

use provider_credentials_manifest::known;

use super::found::{Finding, Import, Looks, Place};
use crate::end::Failure;
use crate::io_words::in_words;
use crate::plain::plain;

/// Endings of files that hold more than one value.
const MAPPINGS: [&str; 3] = ["json", "yaml", "yml"];

pub(super) fn import(directory: &Path) -> Result<Import, Failure> {
    let shown = plain(&directory.display().to_string());
    let fail =
        |error: std::io::Error| Failure(format!("`{shown}` cannot be read: {}", in_words(&error)));
    let mut entries: Vec<fs::DirEntry> =
        fs::read_dir(directory).map_err(fail)?.collect::<Result<_, _>>().map_err(fail)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut import = Import::default();
    mode(directory, &shown, 0o022, "lets others write to it", "go-w", &mut import.told);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !known::is_secret(name)) else {
            import.told.push(format!("`{shown}`: a file whose name cannot be shown is skipped"));
            continue;
        };
        // Kubernetes mounts links to `..data/name`.
        if name.starts_with('.') || !path.is_file() {
            continue;
        }
        if is_about(name) {
            import.told.push(format!(
                "`{}` is skipped: its name is that of a text for people",
                plain(&path.display().to_string())
            ));
            continue;
        }
        let (path_text, shown) = (path.display().to_string(), plain(&path.display().to_string()));
        is_private(&path, &shown, &mut import.told);
        if path.extension().is_some_and(|end| MAPPINGS.iter().any(|known| end == *known)) {
            import
                .told
                .push(format!("`{shown}` may hold several values; say which with `file_key`"));
        }
        import.findings.push(Finding {
            place: Place::File(path_text),
            origin: shown,
            required: None,
            description: None,
            looks: Looks::Secret,
        });
    }
    if import.findings.is_empty() {
        import.told.push(format!("`{shown}` has no files"));
    }
    Ok(import)
}

/// What stands beside secrets and is none.
fn is_about(name: &str) -> bool {
    let name = name.to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    ["readme", "license", "licence", "changelog", "makefile", "notes"].contains(&stem)
        || [".md", ".rst", ".adoc", "~", ".bak", ".swp"].iter().any(|end| name.ends_with(end))
}

/// Says that a file of secrets is open to others.
pub(super) fn is_private(path: &Path, shown: &str, told: &mut Vec<String>) {
    mode(path, shown, 0o077, "lets others read it", "600", told);
}

#[cfg(unix)]
fn mode(path: &Path, shown: &str, mask: u32, what: &str, fix: &str, told: &mut Vec<String>) {
    use std::os::unix::fs::PermissionsExt;

    let Ok(data) = fs::metadata(path) else { return };
    let mode = data.permissions().mode() & 0o7777;
    // `/tmp` and the like.
    let is_sticky = data.is_dir() && mode & 0o1000 != 0;
    if mode & mask != 0 && !is_sticky {
        told.push(format!(
            "`{shown}` has mode {mode:04o}, which {what}; run `chmod {fix} {}`",
            quoted(shown)
        ));
    }
}

/// As a shell takes it.
pub(super) fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if path.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

#[cfg(not(unix))]
fn mode(_: &Path, _: &str, _: u32, _: &str, _: &str, _: &mut Vec<String>) {}
