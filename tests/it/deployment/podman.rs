use std::fs;
use std::path::Path;

use provider_credentials::credentials;
use rustix::mount::{UnmountFlags, unmount};

use super::machine::{Log, arguments, host_file, log, values};
use super::text;
use crate::permissions::container::{STARTER, WITH_SUBORDINATES, enter, in_container, mount_file};
use crate::permissions::{chmod, give};
use crate::support::{Files, write_secret};

credentials!("../docs/deployment/podman/provider_credentials.yaml", struct Podman);

/// A secret of `podman run --secret`.
struct Secret<'a> {
    name: &'a str,
    uid: u32,
    mode: u32,
}

impl<'a> Secret<'a> {
    /// `NAME[,OPTION=VALUE…]`, as `parseSecrets` of Podman reads it.
    fn parse(argument: &'a str) -> Self {
        let mut words = argument.split(',');
        let mut secret = Self { name: words.next().unwrap(), uid: 0, mode: 0o444 };
        for word in words {
            match word.split_once('=').unwrap() {
                ("uid", uid) => secret.uid = uid.parse().unwrap(),
                ("mode", mode) => secret.mode = u32::from_str_radix(mode, 8).unwrap(),
                _ => panic!("{argument}"),
            }
        }
        secret
    }

    /// Puts a copy into the engine's directory and mounts it, as `extractSecretToCtrStorage` and
    /// `makeBindMounts` of Podman do.
    fn mount(&self) {
        let copy = format!("/engine/{}", self.name);
        write_secret(Path::new(&copy), "from-podman");
        give(&copy, self.uid, 0);
        chmod(&copy, self.mode);
        mount_file(&copy, &self.target());
    }

    fn unmount(&self) {
        unmount(self.target(), UnmountFlags::DETACH).unwrap();
        fs::remove_file(self.target()).unwrap();
    }

    fn target(&self) -> String {
        format!("/run/secrets/{}", self.name)
    }
}

#[test]
fn what_the_page_says_is_logged() {
    let project = Files::new();
    let arguments = arguments("podman", "podman/run.sh", project.path());
    let prepare = |host: &Path| {
        fs::write(host.join("arguments"), arguments.join("\n")).unwrap();
        fs::create_dir(host.join("log")).unwrap();
        give(host.join("log"), STARTER, STARTER);
        for name in ["openai", "anthropic"] {
            host_file(&host.join(name), 0, 0o600);
        }
    };
    in_container(WITH_SUBORDINATES, "deployment::podman::in_a_container", prepare, |host| {
        let mut page = Log::of("podman/log.txt");
        for log in fs::read_dir(host.join("log")).unwrap() {
            let log = log.unwrap();
            let lines = fs::read_to_string(log.path()).unwrap();
            page.has(log.file_name().to_str().unwrap(), &lines);
        }
        page.has_no_more();
    });
}

#[test]
#[ignore = "the test above runs it, in a container"]
fn in_a_container() {
    if !enter() {
        return;
    }
    fs::create_dir("/engine").unwrap();
    let arguments = fs::read_to_string("/host/arguments").unwrap();
    let arguments: Vec<String> = arguments.lines().map(str::to_owned).collect();
    let user: u32 = values(&arguments, "--user")[0].split(':').next().unwrap().parse().unwrap();
    let keep = |heading: &str| {
        fs::write(format!("/host/log/{heading}"), log::<Podman>(user, &[], &[])).unwrap();
    };
    keep("without --secret");
    let with = |heading: &str, change: &dyn Fn(&mut Secret<'_>)| {
        let secrets = values(&arguments, "--secret");
        let mut secrets: Vec<_> = secrets.into_iter().map(Secret::parse).collect();
        for secret in &mut secrets {
            change(secret);
            secret.mount();
        }
        keep(heading);
        for secret in &secrets {
            secret.unmount();
        }
    };
    with("as above", &|_| ());
    with("without `uid` and `mode`", &|secret| (secret.uid, secret.mode) = (0, 0o444));
    with("without `uid`", &|secret| secret.uid = 0);
    for name in ["openai", "anthropic"] {
        mount_file(&format!("/host/{name}"), &format!("/run/secrets/{name}"));
    }
    keep("with --volume, and files of root of the host");
}

/// The unit asks for the same.
#[test]
fn a_unit_has_the_secrets_of_the_script() {
    let project = Files::new();
    let arguments = arguments("podman", "podman/run.sh", project.path());
    let unit = text("podman/my-agent.container");
    let of_unit = |key: &str| -> Vec<String> {
        let lines = unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(of_unit("Secret"), values(&arguments, "--secret"));
    let user = [of_unit("User"), of_unit("Group")].concat().join(":");
    assert_eq!([user.as_str()][..], values(&arguments, "--user")[..]);
    assert_eq!(of_unit("Image").first(), arguments.last());

    let created = super::machine::arguments("podman", "podman/create.sh", project.path());
    for secret in values(&arguments, "--secret") {
        let name = Secret::parse(secret).name;
        assert_eq!(values(&created, name), [format!("secrets/{name}")]);
    }
}
