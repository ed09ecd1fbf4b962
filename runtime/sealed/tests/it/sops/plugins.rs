//! A plug-in of age, for a file of sops.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::SystemTime;

use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_sealed::sops::SopsFile;

use super::support::file;
use crate::support::{Files, outcome};

const NOBODY: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

#[test]
fn it_runs_in_the_environment_of_the_load() {
    let name = OsStr::new("it.yaml");
    let new = SopsFile::new(SopsFile::format_of(name).unwrap(), &[&[NOBODY]]).unwrap();
    let files = Files::new();
    files.public("it.yaml", new.encrypt(b"a: b\n", SystemTime::now()).unwrap());
    files.secret("keys.txt", "AGE-PLUGIN-TEST-1M7420Z\n");
    let plugin = files.public("age-plugin-test", "#!/bin/sh\n: > \"$HOME/was-here\"\n");
    fs::set_permissions(plugin, fs::Permissions::from_mode(0o755)).unwrap();
    let home = files.path().display().to_string();
    let it = || EncryptedFile { identity_file: Some("keys.txt"), ..file("it.yaml", &["a"]) };
    // Not in that of the process.
    assert_eq!(outcome(&files.load(it(), &[])), Err("age_plugin_not_found".to_owned()));
    let path = format!("{home}:/usr/bin:/bin");
    let found = outcome(&files.load(it(), &[("PATH", &path), ("HOME", &home)]));
    assert_eq!(found, Err("age_plugin_failed".to_owned()));
    assert!(files.path().join("was-here").exists());
}
