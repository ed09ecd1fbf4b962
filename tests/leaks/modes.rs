use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;

pub(crate) fn chmod(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

pub(crate) fn give(path: impl AsRef<Path>, user: u32) {
    chown(path, Some(user), None).expect("root");
}
