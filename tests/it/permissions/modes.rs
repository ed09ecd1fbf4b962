//! File systems that keep no modes.

use rustix::mount::{UnmountFlags, unmount};

use super::mounts::in_namespace;
use super::*;
use crate::support::shown;

#[test]
fn nobody_is_told_to_change_modes_where_there_are_none() {
    in_namespace(|| {
        const FIX: &str = "; this file system keeps no modes: move the file to one that does";

        let files = good_files();
        let image = files.join("image");
        fs::File::create(&image).unwrap().set_len(1 << 20).unwrap();
        let run = |command: &str| {
            let mut shell = Command::new("sh");
            let ran = shell.args(["-c", command]).current_dir(files.path()).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr).trim().to_owned();
            if ran.status.success() { Ok(()) } else { Err(said) }
        };
        let sub = files.join("sub");
        // The file, the directory, and nothing.
        for (mask, expected) in [
            ("umask=022", format!("file `sub/dir/key` has mode 0755, which lets others read it{FIX}")),
            (
                "umask=000",
                "directory `sub` on the path to file `sub/dir/key` has mode 0777, which lets others \
                 replace what is in it"
                    .to_owned()
                    + FIX,
            ),
            ("umask=077", "nested-text".to_owned()),
        ] {
            let made = run("mkfs.vfat image")
                .and_then(|()| run(&format!("mount -t vfat -o loop,{mask} image sub")));
            if let Err(why) = made {
                return not_run(&format!("no file system without modes ({why})"));
            }
            fs::create_dir(sub.join("dir")).unwrap();
            fs::write(sub.join("dir/key"), "nested-text").unwrap();
            let nested = files.loader().load::<Set>().nested;
            let seen = if nested.is_loaded() { shown(&nested) } else { refusal(&nested) };
            assert!(seen.starts_with(&expected), "{mask}: {seen}");
            unmount(&sub, UnmountFlags::DETACH).unwrap();
        }
    });
}
