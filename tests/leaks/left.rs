use std::fs;
use std::path::Path;

use crate::output::Output;

/// All files of packages with that beginning, where packages outside the workspace are built.
pub(crate) fn left_of(package: &str) -> Vec<Output> {
    let mut directories = vec![Path::new(env!("CARGO_TARGET_TMPDIR")).join("project/debug")];
    let mut left = Vec::new();
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).expect("a directory") {
            let path = entry.expect("an entry").path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                directories.push(path);
            } else if name.contains(package) {
                // Another test may build the same.
                left.push(Output::new(name, fs::read(path).unwrap_or_default()));
            }
        }
    }
    left
}
