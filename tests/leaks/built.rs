//! Programs of this workspace, as cargo has built them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// Directories that programs are made of, and when any file in them was last changed.
pub(crate) struct Sources(SystemTime);

impl Sources {
    pub(crate) fn of(directories: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut directories: Vec<PathBuf> =
            directories.iter().map(|name| root.join(name)).collect();
        let mut newest = SystemTime::UNIX_EPOCH;
        while let Some(directory) = directories.pop() {
            for entry in fs::read_dir(directory).expect("a directory") {
                let entry = entry.expect("an entry");
                let metadata = entry.metadata().expect("its metadata");
                let name = entry.file_name();
                if !metadata.is_dir() {
                    newest = newest.max(metadata.modified().expect("a time"));
                } else if !["tests", "benches"].iter().any(|other| name == *other) {
                    directories.push(entry.path());
                }
            }
        }
        Self(newest)
    }

    /// The program at that place among those that cargo builds. `cargo test --workspace` has built it, in its own
    /// choice of features; else it is built here, which takes its time.
    pub(crate) fn program(&self, package: &str, place: &Path) -> PathBuf {
        let profile = profile();
        let path = profile.join(place);
        let time = fs::metadata(&path).and_then(|file| file.modified());
        if time.map_or(true, |time| time < self.0) {
            let mut build = Command::new(env!("CARGO"));
            build.args(["build", "-q", "--offline", "--bins", "--examples", "-p", package]);
            if profile.ends_with("release") {
                build.arg("--release");
            }
            let output = build.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        path
    }
}

/// This program is in a directory of it.
fn profile() -> PathBuf {
    let own = env::current_exe().expect("this program");
    own.ancestors().nth(2).expect("the directory of a profile").to_owned()
}
