//! Whether a package would lose a manifest that is outside of it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::cargo_toml::{string, value};

/// What is to be known of a manifest that is outside of its package.
pub(crate) struct Outside {
    /// Whether the `Cargo.toml` says that this is no matter.
    pub(crate) is_allowed: bool,
    /// The files that say so or could.
    pub(crate) decided_by: Vec<PathBuf>,
}

/// `None` for a path that stays in the package.
pub(crate) fn outside(package: &Path, path: &str) -> Option<Outside> {
    if !leaves(package, Path::new(path)) {
        return None;
    }
    let own = package.join("Cargo.toml");
    // Without a `Cargo.toml` that can be read, the warning stays.
    let text = fs::read_to_string(&own).unwrap_or_default();
    let mut decided_by = vec![own];
    let key = ["package", "metadata", "provider-credentials", "manifest_outside_package"];
    let is_allowed = value(&text, &key).is_some_and(|value| string(&value) == Some("allow"))
        || is_never_published(package, &text, &mut decided_by);
    Some(Outside { is_allowed, decided_by })
}

fn is_never_published(package: &Path, text: &str, decided_by: &mut Vec<PathBuf>) -> bool {
    if value(text, &["package", "publish", "workspace"]).as_deref() != Some("true") {
        return value(text, &["package", "publish"]).is_some_and(|publish| is_never(&publish));
    }
    let root = value(text, &["package", "workspace"]);
    let start = match root.as_deref().and_then(string) {
        Some(root) => package.join(root),
        None => package.to_owned(),
    };
    for directory in start.ancestors() {
        let cargo = directory.join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&cargo) else { continue };
        if let Some(publish) = value(&text, &["workspace", "package", "publish"]) {
            decided_by.push(cargo);
            return is_never(&publish);
        }
    }
    false
}

/// `false`, or a list of no registries.
fn is_never(publish: &str) -> bool {
    publish == "false" || publish.replace([' ', '\n', '\r', '\t'], "") == "[]"
}

/// Whether a path leads out of the directory that it starts from.
fn leaves(directory: &Path, path: &Path) -> bool {
    if path.is_absolute() {
        return !path.starts_with(directory);
    }
    let mut depth = 0_usize;
    for part in path.components() {
        match part {
            Component::Normal(_) => depth += 1,
            Component::ParentDir if depth == 0 => return true,
            Component::ParentDir => depth -= 1,
            _ => {}
        }
    }
    false
}
