//! A volume that containers of the pod write to, as the kubelet makes it.

use std::fs;
use std::path::Path;

use provider_credentials::Permissions;
use rustix::mount::{MountFlags, mount};

use super::kubernetes::{Kubernetes, Pod};
use super::machine::{Log, log_with, on_a_machine, run};
use super::parsed;
use super::yaml::Value;
use crate::permissions::{chmod, give};
use crate::support::{Files, write_secret};

/// What the container of the agent runs as: `DefaultAgentRunAsUser` and `DefaultAgentRunAsGroup` of
/// hashicorp/vault-k8s.
const AGENT: (u32, u32) = (100, 1000);

/// `setupDir` of the kubelet's `emptydir` makes it 0777, and `SetVolumeOwnership` gives it to `fsGroup`.
fn volume(pod: &Pod) {
    let volume = parsed("kubernetes/empty_dir.yaml");
    assert_eq!(volume.text("volumes.0.name"), "secrets");
    assert_eq!(volume.text("volumes.0.emptyDir.medium"), "Memory");
    let path = Path::new(&pod.mount_path);
    fs::create_dir_all(path).unwrap();
    mount("none", path, "tmpfs", MountFlags::empty(), c"mode=0777").unwrap();
    give(path, 0, pod.fs_group);
    chmod(path, 0o2777);
}

fn write(pod: &Pod, (user, group): (u32, u32), mode: u32) {
    for (_, path) in &pod.items {
        let file = Path::new(&pod.mount_path).join(path);
        write_secret(&file, "from-the-agent");
        give(&file, user, group);
        chmod(&file, mode);
    }
}

#[test]
fn what_the_page_says_is_logged() {
    let files = Files::new();
    on_a_machine(|| {
        let pod = Pod::of_the_page();
        let mut page = Log::of("kubernetes/empty_dir.txt");
        volume(&pod);
        let log = |permissions| {
            let choose = |loader: provider_credentials::Loader| loader.permissions(permissions);
            log_with::<Kubernetes>(choose, pod.user, &[pod.fs_group], &pod.environment())
        };

        write(&pod, AGENT, 0o644);
        page.has("in an `emptyDir`", &log(Permissions::Enforce));
        page.has("with `Permissions::Warn`", &log(Permissions::Warn));

        let init = parsed("kubernetes/sticky.yaml");
        let container = init.find("initContainers.0").unwrap();
        assert_eq!(container.number("securityContext.runAsUser"), 0);
        assert_eq!(container.text("volumeMounts.0.mountPath"), pod.mount_path);
        let words = container.list("command").iter().map(|word| match word {
            Value::Text(word) => word.as_str(),
            other => panic!("{other:?}"),
        });
        let ran = run(&words.collect::<Vec<_>>().join(" "), files.path(), &[]);
        assert!(ran.status.success(), "{ran:?}");
        page.has("with the init container", &log(Permissions::Enforce));

        write(&pod, (pod.user, pod.user), 0o400);
        page.has(
            "with the init container, and a file of the program's own user with mode 400",
            &log(Permissions::Enforce),
        );
        page.has_no_more();
    });
}
