use std::fs;
use std::path::Path;
use std::process::Command;

use provider_credentials::credentials;
use rustix::mount::{UnmountFlags, unmount};

use super::machine::{Log, arguments, bind, host_file, log, on_a_machine, output, values};
use super::{path, text};
use crate::support::Files;

credentials!("../docs/deployment/docker/provider_credentials.yaml", struct Docker);

/// The user on the host, and one that the image may have instead.
const USER: u32 = 1000;
const OTHER: u32 = 10_001;

#[test]
fn what_the_page_says_is_logged() {
    on_a_machine(|| {
        let host = Files::new();
        let arguments = arguments("docker", "docker/run.sh", host.path());
        assert_eq!(values(&arguments, "--user"), [format!("{USER}:{USER}")]);
        let volumes: Vec<Vec<&str>> = values(&arguments, "--volume")
            .iter()
            .map(|volume| volume.split(':').collect())
            .collect();
        let environment: Vec<(&str, &str)> =
            values(&arguments, "--env").iter().map(|pair| pair.split_once('=').unwrap()).collect();
        let mut page = Log::of("docker/log.txt");

        page.has("without --env and --volume", &log::<Docker>(USER, &[], &[]));
        for volume in &volumes {
            let [source, target, "ro"] = volume[..] else { panic!("{volume:?}") };
            assert!(Path::new(source).starts_with(host.path()));
            host_file(Path::new(source), USER, 0o600);
            bind(Path::new(source), target, true);
        }
        page.has("as above", &log::<Docker>(USER, &[], &environment));
        page.has(
            "without --user: the container runs as root",
            &log::<Docker>(0, &[], &environment),
        );
        page.has("with the --user of another", &log::<Docker>(OTHER, &[], &environment));

        let env_file = text("docker/my-agent.env").replace("replace-me", "example-secret");
        let variables: Vec<_> =
            env_file.lines().map(|line| line.split_once('=').unwrap()).collect();
        page.has("with --env-file", &log::<Docker>(USER, &[], &variables));
        let quoted = [("OPENAI_API_KEY_FILE", "\"/run/secrets/openai\"")];
        assert_eq!(environment, [("OPENAI_API_KEY_FILE", "/run/secrets/openai")]);
        page.has(
            "with OPENAI_API_KEY_FILE=\"/run/secrets/openai\" in my-agent.env",
            &log::<Docker>(USER, &[], &quoted),
        );
        let both: Vec<_> = environment.iter().chain(&variables).copied().collect();
        page.has("with --env-file and --env OPENAI_API_KEY_FILE", &log::<Docker>(USER, &[], &both));

        let remount = |read_only| {
            for volume in &volumes {
                unmount(volume[1], UnmountFlags::DETACH).unwrap();
                bind(Path::new(volume[0]), volume[1], read_only);
            }
        };
        remount(false);
        page.has("without --user and without :ro", &log::<Docker>(0, &[], &environment));

        // What Docker makes where there is nothing to mount.
        for volume in &volumes {
            unmount(volume[1], UnmountFlags::DETACH).unwrap();
            fs::remove_file(volume[1]).unwrap();
            fs::create_dir(volume[1]).unwrap();
        }
        page.has("no such file on the host", &log::<Docker>(USER, &[], &environment));
        page.has_no_more();
    });
}

#[test]
fn the_variables_come_from_the_file_that_the_script_names() {
    let files = Files::new();
    let arguments = arguments("docker", "docker/env_file.sh", files.path());
    assert_eq!(values(&arguments, "--env-file"), ["my-agent.env"]);
    assert!(path("docker/my-agent.env").is_file());
}

#[test]
fn the_real_docker_knows_the_options() {
    for script in ["docker/run.sh", "docker/env_file.sh"] {
        let Some(_) = output(Command::new("docker").arg("--version")) else { return };
        let mut shell = Command::new("bash");
        // It checks its options, and then looks for the engine, which is not there.
        shell.arg(path(script)).current_dir(path("docker"));
        shell.env("DOCKER_HOST", "unix:///nonexistent/docker.sock");
        let ran = shell.output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(said.contains("onnect to the Docker"), "{script}: {said}");
    }
}
