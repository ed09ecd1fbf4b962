//! An end at any step leaves the old file or the new one.
#![cfg(target_os = "linux")]

use std::fs;

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
            for entry in fs::read_dir(project.path("in")).unwrap() {
                let path = entry.unwrap().path();
                if path.file_name().unwrap() != "it.json" {
                    assert!(!is_new, "{path:?}");
                    fs::remove_file(path).unwrap();
                }
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
            assert_eq!(fs::read_dir(project.path("in")).unwrap().count(), 1);
        }
    }
}
