use std::fs;
use std::path::Path;

use provider_credentials::credentials;
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};

use super::machine::{Log, arguments, bind, log, on_a_machine, values};
use super::text;
use crate::permissions::{chmod, give};
use crate::support::{Files, write_secret};

credentials!("../docs/deployment/buildkit/provider_credentials.yaml", struct BuildKit);

/// A `RUN` with the user that runs it.
struct Step {
    user: u32,
    id: String,
    uid: u32,
}

/// The steps of the Dockerfile that are given a secret.
fn steps() -> Vec<Step> {
    let mut user = 0;
    let mut steps = Vec::new();
    for line in text("buildkit/Dockerfile").lines() {
        if let Some(name) = line.strip_prefix("USER ") {
            user = name.split(':').next().unwrap().parse().unwrap();
        }
        if let Some(options) = line.strip_prefix("RUN --mount=type=secret,") {
            let options = options.split(' ').next().unwrap();
            let option = |wanted: &str| {
                let mut pairs = options.split(',').filter_map(|pair| pair.split_once('='));
                pairs.find_map(|(key, value)| (key == wanted).then_some(value))
            };
            let uid = option("uid").map_or(0, |uid| uid.parse().unwrap());
            steps.push(Step { user, id: option("id").unwrap().to_owned(), uid });
        }
    }
    steps
}

/// What the program logs in a step, with the secret as `secretMountInstance` of moby/buildkit mounts it.
fn log_of(step: &Step) -> String {
    let memory = Path::new("/opt/buildkit-secrets");
    fs::create_dir_all(memory).unwrap();
    let flags = MountFlags::NODEV | MountFlags::NOSUID | MountFlags::NOEXEC;
    mount("tmpfs", memory, "tmpfs", flags, c"uid=0,gid=0").unwrap();
    let file = memory.join("random");
    write_secret(&file, "from-the-build");
    give(&file, step.uid, 0);
    chmod(&file, 0o400);
    let target = format!("/run/secrets/{}", step.id);
    bind(&file, &target, true);
    let log = log::<BuildKit>(step.user, &[], &[]);
    unmount(&*target, UnmountFlags::DETACH).unwrap();
    unmount(memory, UnmountFlags::DETACH).unwrap();
    fs::remove_file(target).unwrap();
    log
}

#[test]
fn what_the_page_says_is_logged() {
    on_a_machine(|| {
        let mut page = Log::of("buildkit/log.txt");
        let [as_root, as_user] = &mut steps()[..] else { panic!("two steps") };
        assert_eq!((as_root.user, as_user.user), (0, as_user.uid));
        assert!(as_user.user != 0);
        page.has("without --secret", &log::<BuildKit>(as_user.user, &[], &[]));
        let log = log_of(as_root);
        assert_eq!(log_of(as_user), log);
        page.has("as above, in both", &log);
        as_user.uid = 0;
        page.has("the second without `uid`", &log_of(as_user));
        page.has_no_more();
    });
}

#[test]
fn the_secret_that_is_mounted_is_the_one_that_is_given() {
    let project = Files::new();
    let arguments = arguments("docker", "buildkit/build.sh", project.path());
    let [secret] = values(&arguments, "--secret")[..] else { panic!("one secret") };
    for step in steps() {
        assert_eq!(secret, format!("id={0},src=secrets/{0}", step.id));
    }
}
