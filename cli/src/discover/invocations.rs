//! The manifests that a package's code names: `credentials!("path")` and `compile("path")`.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::files::files;

/// What stands before the path.
const CALLS: [&str; 3] = ["credentials!", "compile", "Manifest::new"];

/// The manifests that exist, and whether each is outside the package.
pub(super) fn manifests(package: &Path) -> Vec<(PathBuf, bool)> {
    let rust = |name: &std::ffi::OsStr| Path::new(name).extension().is_some_and(|e| e == "rs");
    let mut sources = files(&package.join("src"), &rust);
    sources.push(package.join("build.rs"));
    let texts = sources.iter().filter_map(|path| fs::read_to_string(path).ok());
    let mut found: Vec<(PathBuf, bool)> = texts
        .flat_map(|text| paths(&text).map(str::to_owned).collect::<Vec<_>>())
        .map(|path| normal(&package.join(path)))
        // A path in a comment or in the documentation of something else names no file.
        .filter(|path| path.is_file())
        .map(|path| {
            let outside = !path.starts_with(package);
            (path, outside)
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The YAML files that a text names in one of the calls.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('"');
    let before = text.split('"');
    before.zip(parts.skip(1)).filter_map(|(before, path)| {
        let call = before.trim_end().strip_suffix(['(', '[', '{'])?.trim_end();
        let is_call = CALLS.iter().any(|name| call.ends_with(name));
        let extension = Path::new(path).extension()?.to_str()?;
        (is_call && ["yaml", "yml"].contains(&extension)).then_some(path)
    })
}

/// Without `.` and `..`, so that a file has one name.
fn normal(path: &Path) -> PathBuf {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_calls() {
        let text = "credentials!(\"a.yaml\");\nlet x = \"b.yaml\"; \
                    provider_credentials::credentials! { \"../c.yml\", struct X } \
                    provider_credentials_codegen::compile( \"d.yaml\" ); credentials!(\"e.txt\")";
        assert_eq!(paths(text).collect::<Vec<_>>(), ["a.yaml", "../c.yml", "d.yaml"]);
    }

    #[test]
    fn one_name_for_a_file() {
        assert_eq!(normal(Path::new("/a/b/../c/./d")), Path::new("/a/c/d"));
    }
}
