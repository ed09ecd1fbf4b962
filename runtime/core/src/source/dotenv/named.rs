//! The name of a `.env` file in messages, which live as long as anybody keeps them.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::file::FileRules;
use crate::report::DotenvFile;

/// Each path once, however often a program loads: a name is never freed.
static NAMES: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

pub(super) fn named(rules: &FileRules, path: &Path) -> DotenvFile {
    let is_in_base_dir = path.is_relative() && rules.base_dir.is_some();
    DotenvFile { path: kept(&path.to_string_lossy()), is_in_base_dir }
}

fn kept(path: &str) -> &'static str {
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(name) = names.iter().find(|name| **name == path) {
        return name;
    }
    let name: &'static str = String::leak(path.to_owned());
    names.push(name);
    name
}
