use std::fs;
use std::path::Path;
use std::process::Command;

use provider_credentials::credentials;
use rustix::mount::{UnmountFlags, unmount};

use super::machine::{Log, bind, host_file, log, on_a_machine, output, run};
use super::yaml::Value;
use super::{parsed, path, text};
use crate::permissions::{chmod, give};
use crate::support::{Files, write_secret};

credentials!("../docs/deployment/compose/provider_credentials.yaml", struct Compose);

/// The user on the host who writes the files.
const USER: u32 = 1000;

/// Where Compose puts a secret of the service: under its target, or its name.
fn target(secret: &Value) -> (&str, String) {
    let (source, target) = match secret {
        Value::Text(name) => (name.as_str(), name.as_str()),
        long => (long.text("source"), long.text("target")),
    };
    (source, format!("/run/secrets/{target}"))
}

/// Puts the secrets where Compose does: files of the host as read-only bind mounts, whatever `mode`
/// says; variables as files of the container, with the mode and the owner that they are given
/// (`injectSecrets` and `buildContainerSecretMounts` of docker/compose 2.30 and later).
fn start(compose: &Value, project: &Path, mode: Option<u32>) {
    for secret in compose.list("services.my-agent.secrets") {
        let (source, target) = target(secret);
        let definition = compose.find(&format!("secrets.{source}")).expect("a secret");
        if let Some(Value::Text(file)) = definition.find("file") {
            bind(&project.join(file), &target, true);
        } else {
            assert!(definition.find("environment").is_some());
            write_secret(Path::new(&target), "from-a-variable");
            let owner = secret.number("uid");
            give(&target, owner, secret.number("gid"));
            chmod(&target, mode.unwrap_or_else(|| secret.mode("mode")));
        }
    }
}

#[test]
fn what_the_page_says_is_logged() {
    on_a_machine(|| {
        let compose = parsed("compose/compose.yaml");
        let (user, group) = compose.text("services.my-agent.user").split_once(':').unwrap();
        assert_eq!(user, group);
        let user: u32 = user.parse().unwrap();
        let project = Files::new();
        chmod(project.path(), 0o755);
        let mut page = Log::of("compose/log.txt");
        page.has("without `secrets`", &log::<Compose>(user, &[], &[]));

        let openai = project.join("secrets/openai");
        host_file(&openai, USER, 0o600);
        start(&compose, project.path(), Some(0o444));
        page.has("without own.sh, and without `mode`", &log::<Compose>(user, &[], &[]));

        let ran = run(&text("compose/own.sh"), project.path(), &[("sudo", "exec \"$@\"")]);
        assert!(ran.status.success(), "{ran:?}");
        unmount("/run/secrets/openai", UnmountFlags::DETACH).unwrap();
        fs::remove_dir_all("/run/secrets").unwrap();
        start(&compose, project.path(), None);
        page.has("as above", &log::<Compose>(user, &[], &[]));
        page.has_no_more();
    });
}

#[test]
fn a_secret_of_the_service_is_one_of_the_project() {
    let compose = parsed("compose/compose.yaml");
    let names = compose.keys("secrets");
    let used = compose.list("services.my-agent.secrets").iter();
    assert_eq!(used.map(|secret| target(secret).0).collect::<Vec<_>>(), names);
}

#[test]
fn the_real_compose_knows_the_keys() {
    let Some(version) = output(Command::new("docker").args(["compose", "version"])) else { return };
    if !version.status.success() {
        return crate::permissions::not_run("this machine has no `docker compose`");
    }
    let mut compose = Command::new("docker");
    compose.args(["compose", "config", "--quiet"]).current_dir(path("compose"));
    let ran = compose.env("ANTHROPIC_API_KEY", "replace-me").output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}
