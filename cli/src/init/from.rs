//! What `--from` names, and what stands for it where nothing is named.

use std::path::{Path, PathBuf};

use super::ask::Ask;
use super::found::Import;
use super::project::Project;
use super::{compose, dotenv, files, rust, secretspec};
use crate::discover;
use crate::end::Failure;
use crate::plain::plain;

/// A place to read names from.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Dotenv,
    Rust,
    Compose,
    Secretspec,
    Files,
}

/// What is looked for in a package.
const USUAL: [(&str, Kind); 9] = [
    (".env", Kind::Dotenv),
    (".env.example", Kind::Dotenv),
    (".env.sample", Kind::Dotenv),
    ("secretspec.toml", Kind::Secretspec),
    ("compose.yaml", Kind::Compose),
    ("compose.yml", Kind::Compose),
    ("docker-compose.yml", Kind::Compose),
    ("docker-compose.yaml", Kind::Compose),
    ("src", Kind::Rust),
];

/// Those that are named, or the usual ones that are there.
pub(super) fn sources(
    named: &[PathBuf],
    project: &Project,
    ask: &mut Ask,
) -> Result<Vec<Source>, Failure> {
    if !named.is_empty() {
        return named.iter().map(|path| Source::of(path)).collect();
    }
    let mut found = Vec::new();
    for (name, kind) in USUAL {
        let path = project.place(name);
        let is_there = if kind == Kind::Rust { path.is_dir() } else { path.is_file() };
        let source = Source { path, kind };
        if is_there && ask.yes(&format!("Read the names in `{}`?", source.shown()))? {
            found.push(source);
        }
    }
    Ok(found)
}

impl Source {
    fn of(path: &Path) -> Result<Self, Failure> {
        let shown = plain(&path.display().to_string());
        if !path.exists() {
            return Err(Failure(format!("`{shown}` does not exist")));
        }
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let ends = |end: &str| path.extension().is_some_and(|own| own == end);
        let kind = if path.is_dir() {
            if discover::rust_files(path).is_empty() { Kind::Files } else { Kind::Rust }
        } else if ends("rs") {
            Kind::Rust
        } else if ends("toml") {
            Kind::Secretspec
        } else if ends("yaml") || ends("yml") {
            Kind::Compose
        } else if name.starts_with(".env") || ends("env") || name == "env" {
            Kind::Dotenv
        } else {
            return Err(Failure(format!(
                "`{shown}` is none of the files that names are read from; `cargo credentials init --help` lists them"
            )));
        };
        Ok(Source { path: path.to_owned(), kind })
    }

    pub(super) fn shown(&self) -> String {
        plain(&self.path.display().to_string())
    }

    pub(super) fn import(&self) -> Result<Import, Failure> {
        match self.kind {
            Kind::Dotenv => dotenv::import(&self.path),
            Kind::Rust => rust::import(&self.path),
            Kind::Compose => compose::import(&self.path),
            Kind::Secretspec => secretspec::import(&self.path),
            Kind::Files => files::import(&self.path),
        }
    }
}
