use std::fs;
use std::path::Path;

use provider_credentials::credentials;
use rustix::mount::{MountFlags, mount, mount_bind};

use super::machine::{Log, bind, log, on_a_machine, output};
use super::{path, text};
use crate::permissions::{chmod, give};
use crate::support::write_secret;

credentials!("../docs/deployment/nomad/provider_credentials.yaml", struct Nomad);

/// `nobody` of Debian.
const NOBODY: u32 = 65_534;

/// The texts that a key has in the job, one after another.
fn values<'a>(job: &'a str, key: &str) -> Vec<&'a str> {
    let lines = job.lines().filter_map(|line| line.trim().strip_prefix(key));
    let values = lines.filter_map(|line| line.trim_start().strip_prefix("= "));
    values.map(|value| value.split(" #").next().unwrap().trim_matches('"')).collect()
}

/// The secrets of a task as `createSecretDir` and `dropDirPermissions` of Nomad make them, with a file that
/// a template wrote: owned by root, mode 0644.
fn secrets(directory: &Path, name: &str) {
    fs::create_dir_all(directory).unwrap();
    mount("tmpfs", directory, "tmpfs", MountFlags::NOEXEC, c"size=1m").unwrap();
    chmod(directory, 0o777);
    give(directory, NOBODY, NOBODY);
    write_secret(&directory.join(name), "from-a-template");
    chmod(directory.join(name), 0o644);
}

#[test]
fn what_the_page_says_is_logged() {
    on_a_machine(|| {
        let job = text("nomad/my-agent.nomad.hcl");
        let user: u32 = values(&job, "user")[0].parse().unwrap();
        let ([source], [target], ["true"]) =
            (&*values(&job, "source"), &*values(&job, "target"), &*values(&job, "readonly"))
        else {
            panic!("one mount, read-only");
        };
        let [file, variables] = values(&job, "destination")[..] else { panic!("two templates") };
        assert_eq!((file, values(&job, "env")[0]), (*source, "true"));
        assert!(variables.starts_with("secrets/"));
        let data = values(&job, "data");
        let (variable, _) = data[1].split_once('=').unwrap();
        let environment = [(variable, "from-a-template")];
        let mut page = Log::of("nomad/log.txt");
        page.has("without `mount` and `env = true`", &log::<Nomad>(user, &[], &[]));

        let task = Path::new("/opt/nomad/alloc/my-agent");
        secrets(&task.join("secrets"), source.strip_prefix("secrets/").unwrap());
        bind(&task.join(source), target, true);
        page.has("as above", &log::<Nomad>(user, &[], &environment));

        // The whole directory, as `volumes = ["secrets:/run/secrets:ro"]` mounts it.
        rustix::mount::unmount(*target, rustix::mount::UnmountFlags::DETACH).unwrap();
        mount_bind(task.join("secrets"), "/run/secrets").unwrap();
        crate::permissions::mounts::make_read_only(Path::new("/run/secrets"));
        page.has(
            "with the directory mounted instead of the file",
            &log::<Nomad>(user, &[], &environment),
        );
        page.has_no_more();
    });
}

#[test]
fn the_real_nomad_knows_the_job() {
    let mut nomad = std::process::Command::new("nomad");
    nomad.args(["job", "validate", "my-agent.nomad.hcl"]).current_dir(path("nomad"));
    // It parses the job, and then looks for the server, which is not there.
    let Some(ran) = output(nomad.env("NOMAD_ADDR", "http://127.0.0.1:1")) else { return };
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(!said.contains("parse"), "{said}");
}
