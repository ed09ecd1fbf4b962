//! A file that is mounted by itself is told of once, and one in a mounted directory is not.

use provider_credentials::{AnyCredential, Live, LoadWarning};
use rustix::mount::mount_bind;

use super::{Set, files, value};
use crate::permissions::mounts::in_namespace;
use crate::support::{Files, write_secret};

fn codes(credential: &AnyCredential) -> Vec<&'static str> {
    credential.metadata().warnings().iter().map(LoadWarning::code).collect()
}

#[test]
fn a_file_that_is_mounted_by_itself_is_warned_of() {
    in_namespace(|| {
        let (files, host) = (files(), Files::new());
        write_secret(&host.join("key"), "first-of-host");
        mount_bind(host.join("key"), files.join("openai")).unwrap();
        // As a Secret is mounted.
        mount_bind(files.join("volume"), files.join("volume")).unwrap();
        let live = Live::<Set>::start(files.loader());
        let current = live.current();
        assert_eq!(value(&current.openai), "first-of-host");
        assert_eq!(codes(&current.openai), ["file_mounted_alone"]);
        assert_eq!(codes(&current.other), [""; 0]);
        assert_eq!(codes(&current.database), [""; 0]);
        let shown = current.openai.metadata().to_string();
        assert!(shown.contains("mount the directory that it is in"), "{shown}");
        // Another one in its place on the host is not seen: what the warning is about.
        std::fs::rename(host.join("key"), host.join("old")).unwrap();
        write_secret(&host.join("key"), "second-of-host");
        assert!(!live.reload());
        assert_eq!(value(&live.current().openai), "first-of-host");
    });
}
