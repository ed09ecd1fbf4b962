use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use provider_credentials::credentials;
use rustix::mount::{MountFlags, UnmountFlags, mount, mount_bind, unmount};

use super::machine::{Log, log, on_a_machine, run};
use super::yaml::Value;
use super::{parsed, text};
use crate::permissions::mounts::make_read_only;
use crate::permissions::{chmod, give};
use crate::support::{Files, write_secret};

credentials!("../docs/deployment/kubernetes/provider_credentials.yaml", pub(super) struct Kubernetes);

/// What the manifests of the page say.
pub(super) struct Pod {
    pub(super) user: u32,
    /// Where the container has the volume.
    pub(super) mount_path: String,
    mode: u32,
    /// `(key, path)` of the volume.
    pub(super) items: Vec<(String, String)>,
    /// `(name, key)` of variables out of the Secret.
    variables: Vec<(String, String)>,
    pub(super) fs_group: u32,
}

impl Pod {
    pub(super) fn of_the_page() -> Self {
        let pod = parsed("kubernetes/pod.yaml");
        let volume_mount = pod.find("spec.containers.0.volumeMounts.0").unwrap();
        let volume = pod.find("spec.volumes.0").unwrap();
        assert_eq!(volume_mount.text("name"), volume.text("name"));
        assert_eq!(pod.text("kind"), "Pod");
        let two = |value: &Value, one: &str, other: &str| {
            (value.text(one).to_owned(), value.text(other).to_owned())
        };
        let items = volume.list("secret.items").iter().map(|item| two(item, "key", "path"));
        let variables = pod.list("spec.containers.0.env").iter().map(|variable| {
            assert_eq!(
                variable.text("valueFrom.secretKeyRef.name"),
                volume.text("secret.secretName")
            );
            two(variable, "name", "valueFrom.secretKeyRef.key")
        });
        let user = pod.number("spec.securityContext.runAsUser");
        assert_eq!(user, pod.number("spec.securityContext.runAsGroup"));
        Self {
            user,
            mount_path: volume_mount.text("mountPath").to_owned(),
            mode: volume.mode("secret.defaultMode"),
            items: items.collect(),
            variables: variables.collect(),
            fs_group: pod.number("spec.securityContext.fsGroup"),
        }
    }

    pub(super) fn environment(&self) -> Vec<(&str, &str)> {
        self.variables.iter().map(|(name, _)| (name.as_str(), "from-the-secret")).collect()
    }

    fn log(&self, groups: &[u32], environment: &[(&str, &str)]) -> String {
        log::<Kubernetes>(self.user, groups, environment)
    }
}

/// One atomic update of the node's copy of a volume, as the kubelet's `AtomicWriter` does it.
fn update(volume: &Path, generation: &str, pod: &Pod, fs_group: Option<u32>) {
    let new = volume.join(generation);
    fs::create_dir(&new).unwrap();
    chmod(&new, 0o755);
    for (key, path) in &pod.items {
        write_secret(&new.join(path), format!("{key}-{generation}"));
        // `SetVolumeOwnership`: the group gets the files, and may read them whatever `defaultMode` says.
        let mode = if fs_group.is_some() { pod.mode | 0o440 } else { pod.mode };
        give(new.join(path), 0, fs_group.unwrap_or(0));
        chmod(new.join(path), mode);
    }
    let old = fs::read_link(volume.join("..data")).ok();
    symlink(generation, volume.join("..data_tmp")).unwrap();
    fs::rename(volume.join("..data_tmp"), volume.join("..data")).unwrap();
    for (_, path) in pod.items.iter().filter(|(_, path)| !volume.join(path).is_symlink()) {
        symlink(format!("..data/{path}"), volume.join(path)).unwrap();
    }
    if let Some(old) = old {
        fs::remove_dir_all(volume.join(old)).unwrap();
    }
}

/// The node's tmpfs, and the container's read-only view of it.
fn volume(node: &Path, pod: &Pod, fs_group: Option<u32>) {
    mount("none", node, "tmpfs", MountFlags::empty(), c"mode=1777").unwrap();
    update(node, "..2026_01_01_00_00_00.1", pod, fs_group);
    fs::create_dir_all(&pod.mount_path).unwrap();
    mount_bind(node, &*pod.mount_path).unwrap();
    make_read_only(Path::new(&pod.mount_path));
}

#[test]
fn what_the_page_says_is_logged() {
    on_a_machine(|| {
        let pod = Pod::of_the_page();
        let mut page = Log::of("kubernetes/log.txt");
        page.has("with `optional: true`, and no such keys in the Secret", &pod.log(&[], &[]));

        let node = Files::new();
        volume(node.path(), &pod, Some(pod.fs_group));
        page.has("as above", &pod.log(&[pod.fs_group], &pod.environment()));
        unmount(&*pod.mount_path, UnmountFlags::DETACH).unwrap();

        let node = Files::new();
        volume(node.path(), &pod, None);
        page.has("without `fsGroup`", &pod.log(&[], &pod.environment()));
        page.has_no_more();
    });
}

#[test]
fn a_sub_path_loads_and_is_not_updated() {
    use provider_credentials::{ExposeSecret, Loader};

    on_a_machine(|| {
        let pod = Pod::of_the_page();
        let node = Files::new();
        volume(node.path(), &pod, Some(pod.fs_group));
        let of_key = || {
            let creds: Kubernetes = Loader::new().with_environment::<&str, &str>([]).load();
            assert!(creds.openai.metadata().warning().is_none());
            creds.openai.secret().map(|secret| secret.expose_secret().to_owned()).unwrap()
        };
        let update_to = |generation| {
            update(node.path(), generation, &pod, Some(pod.fs_group));
        };
        update_to("..2");
        assert_eq!(of_key(), "openai-..2", "the volume is updated");

        // The kubelet binds the file that the link leads to at that time.
        unmount(&*pod.mount_path, UnmountFlags::DETACH).unwrap();
        let sub_path = parsed("kubernetes/sub_path.yaml");
        let mount = sub_path.find("volumeMounts.0").unwrap();
        let target = Path::new(mount.text("mountPath"));
        assert_eq!(target, Path::new(&pod.mount_path).join(mount.text("subPath")));
        fs::write(target, "").unwrap();
        let file = fs::canonicalize(node.join(mount.text("subPath"))).unwrap();
        mount_bind(file, target).unwrap();
        make_read_only(target);
        assert_eq!(of_key(), "openai-..2");
        update_to("..3");
        assert_eq!(of_key(), "openai-..2", "it stays");
    });
}

#[test]
fn the_secret_has_the_keys_that_the_pod_asks_for() {
    let pod = Pod::of_the_page();
    let files = Files::new();
    let kubectl = ("kubectl", "printf '%s\\n' \"$@\"");
    let ran = run(&text("kubernetes/secret.sh"), files.path(), &[kubectl]);
    let arguments = String::from_utf8(ran.stdout).unwrap();
    assert!(arguments.starts_with("create\nsecret\ngeneric\nmy-agent\n"), "{arguments}");
    let keys: Vec<_> =
        arguments.lines().filter_map(|argument| argument.strip_prefix("--from-file=")).collect();
    let asked =
        pod.items.iter().map(|(key, _)| key).chain(pod.variables.iter().map(|(_, key)| key));
    for key in asked {
        assert!(keys.iter().any(|given| given.split_once('=').unwrap().0 == key), "{key}");
    }
}
