//! An end at any step leaves the old file or the new one.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;

use super::{Vault, json};
use crate::project::{SENTINEL, can_trace};

#[test]
fn an_end_at_any_step_leaves_a_whole_file() {
    let Some(vault) = Vault::for_test("an_end_at_any_step") else { return };
    if !can_trace() {
        return;
    }
    let project = &vault.project;
    fs::create_dir(project.path("in")).unwrap();
    let encrypt = ["encrypt", "in/it.json", "--recipient", &vault.ada];
    let rekey = ["rekey", "in/it.json", "--recipient", &vault.ada];
    let decrypt = ["decrypt", "in/it.json", "-o", "in/it.json"];
    project.write("in/it.json", &json());
    assert_eq!(vault.run(&encrypt).status, 0);
    let encrypted = project.read("in/it.json");
    let own = [("SOPS_AGE_KEY_FILE", "ada.txt"), ("EDITOR", "sed -i s/3/4/2g")];
    let rename = "rename,renameat,renameat2";
    for (args, before) in
        [(&encrypt[..], json()), (&rekey, encrypted.clone()), (&decrypt, encrypted.clone())]
    {
        for (inject, is_new) in [
            ("fsync:signal=KILL:when=1".to_owned(), false),
            (format!("{rename}:error=EINTR:signal=KILL:when=1"), false),
            ("fsync:signal=KILL:when=2".to_owned(), true),
        ] {
            project.write("in/it.json", &before);
            let ended = project.run_traced(&inject, args, &own, "");
            assert_eq!(ended.status, 137, "{args:?} {inject}: {ended:?}");
            let after = project.read("in/it.json");
            assert_eq!(after != before, is_new, "{args:?} {inject}: {after}");
            if after.contains("ENC[") {
                assert!(vault.plain("ada.txt", "in/it.json").contains(SENTINEL));
            } else {
                assert_eq!(after, json(), "{args:?} {inject}");
            }
            for path in left(&vault) {
                // It has a name for as long as it takes to rename it.
                assert!(inject.starts_with("rename"), "{args:?} {inject}: {path:?}");
                fs::remove_file(path).unwrap();
            }
        }
        for inject in ["fsync:error=EIO:when=1".to_owned(), format!("{rename}:error=EACCES:when=1")]
        {
            project.write("in/it.json", &before);
            let ended = project.run_traced(&inject, args, &own, "");
            assert!(
                ended.status == 2 && ended.err.contains("cannot write to"),
                "{inject}: {ended:?}"
            );
            assert_eq!(project.read("in/it.json"), before, "{args:?} {inject}");
            assert_eq!(left(&vault).len(), 0);
        }
        // Where a file without a name cannot get one.
        project.write("in/it.json", &before);
        let ended = project.run_traced("linkat:error=EPERM", args, &own, "");
        assert_eq!(ended.status, 0, "{args:?}: {ended:?}");
        assert_ne!(project.read("in/it.json"), before);
        assert_eq!(left(&vault).len(), 0);
    }
}

/// What is beside the file.
fn left(vault: &Vault) -> Vec<PathBuf> {
    let entries = fs::read_dir(vault.project.path("in")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.file_name().unwrap() != "it.json").collect()
}

#[test]
fn a_new_plain_file_is_whole_or_is_not() {
    let Some(vault) = Vault::for_test("a_new_plain_file") else { return };
    if !can_trace() {
        return;
    }
    let project = &vault.project;
    project.write("it.json", &json());
    assert_eq!(vault.run(&["encrypt", "it.json", "--recipient", &vault.ada]).status, 0);
    fs::create_dir(project.path("in")).unwrap();
    let own = [("SOPS_AGE_KEY_FILE", "ada.txt")];
    let decrypt = ["decrypt", "it.json", "-o", "in/plain"];
    for (inject, is_there) in [
        ("fsync:signal=KILL:when=1", false),
        ("linkat:error=EINTR:signal=KILL:when=1", false),
        ("fsync:signal=KILL:when=2", true),
        ("fsync:error=EIO:when=1", false),
        // As if another process was faster.
        ("linkat:error=EEXIST", false),
    ] {
        let ended = project.run_traced(inject, &decrypt, &own, "");
        assert_eq!(ended.status, if inject.contains("KILL") { 137 } else { 2 }, "{ended:?}");
        assert_eq!(left(&vault).len(), usize::from(is_there), "{inject}");
        if is_there {
            assert_eq!(project.read("in/plain"), json());
            assert_eq!(vault.mode("in/plain"), 0o600);
            fs::remove_file(project.path("in/plain")).unwrap();
        }
    }
    let ended = project.run_traced("linkat:error=EPERM", &decrypt, &own, "");
    assert_eq!((ended.status, vault.mode("in/plain")), (0, 0o600), "{ended:?}");
    assert_eq!((project.read("in/plain"), left(&vault).len()), (json(), 1));
}
