//! `docs/deployment.md`: its snippets are the files in `docs/deployment`, which are run, parsed and
//! mounted here, and what it says that the program logs is what the program logs.

mod page;

#[cfg(target_os = "linux")]
mod buildkit;
#[cfg(target_os = "linux")]
mod compose;
#[cfg(target_os = "linux")]
mod docker;
#[cfg(target_os = "linux")]
mod empty_dir;
#[cfg(target_os = "linux")]
mod everywhere;
#[cfg(target_os = "linux")]
mod kubernetes;
#[cfg(target_os = "linux")]
mod lambda;
#[cfg(target_os = "linux")]
mod machine;
#[cfg(target_os = "linux")]
mod nomad;
#[cfg(target_os = "linux")]
mod podman;
#[cfg(target_os = "linux")]
mod systemd;
#[cfg(target_os = "linux")]
mod yaml;

use std::fs;
use std::path::{Path, PathBuf};

fn page() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/deployment.md");
    fs::read_to_string(path).unwrap().replace('\r', "")
}

/// A file of `docs/deployment`.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/deployment").join(name)
}

fn text(name: &str) -> String {
    let read = fs::read_to_string(path(name));
    read.unwrap_or_else(|error| panic!("{name}: {error}")).replace('\r', "")
}

#[cfg(target_os = "linux")]
fn parsed(name: &str) -> yaml::Value {
    yaml::Value::parse(&text(name))
}
