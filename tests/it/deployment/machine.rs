//! A machine to deploy to: a mount namespace with empty `/run`, `/etc` and `/opt`, a shell, and a log.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use provider_credentials::{CredentialSet, Loader};
use rustix::mount::mount_bind;

use super::text;
use crate::permissions::mounts::{in_namespace, make_read_only, mount_memory};
use crate::permissions::{as_user, chmod, give, is_root, not_run};
use crate::support::write_secret;

/// Runs a test as root where it sees nothing of the real system's configuration.
pub(super) fn on_a_machine(test: impl FnOnce() + Send) {
    if !is_root() {
        return not_run("what containers mount takes root");
    }
    in_namespace(|| {
        for directory in ["/run", "/etc", "/opt"] {
            fs::create_dir_all(directory).unwrap();
            mount_memory("tmpfs", Path::new(directory));
        }
        test();
    });
}

/// The log of the program, started by a user with this environment.
pub(super) fn log<T: CredentialSet>(
    user: u32,
    groups: &[u32],
    environment: &[(&str, &str)],
) -> String {
    log_with::<T>(|loader| loader, user, groups, environment)
}

/// The same, of a program that makes choices.
pub(super) fn log_with<T: CredentialSet>(
    choose: impl Fn(Loader) -> Loader + Sync,
    user: u32,
    groups: &[u32],
    environment: &[(&str, &str)],
) -> String {
    let mut log = String::new();
    let mut load = || {
        let loader = choose(Loader::new().with_environment(environment.iter().copied()));
        for metadata in loader.load::<T>().metadata() {
            log += &format!("{metadata}\n");
        }
    };
    if user == 0 {
        load();
    } else {
        assert!(as_user(user, user, groups, load));
    }
    log
}

/// The page's log of an environment: what is under each `# heading`, to be compared one by one.
pub(super) struct Log {
    name: &'static str,
    expected: BTreeMap<String, String>,
}

impl Log {
    pub(super) fn of(name: &'static str) -> Self {
        let text = text(name);
        let parts = text.split("# ").filter(|part| !part.is_empty());
        let parts = parts.map(|part| part.split_once('\n').expect("a heading"));
        let expected =
            parts.map(|(heading, lines)| (heading.to_owned(), lines.trim_end().to_owned() + "\n"));
        Self { name, expected: expected.collect() }
    }

    pub(super) fn has(&mut self, heading: &str, lines: &str) {
        let expected = self.expected.remove(heading);
        assert_eq!(lines, expected.unwrap_or_default(), "{}: {heading}", self.name);
    }

    /// Nothing may stand on the page that was not seen.
    pub(super) fn has_no_more(&self) {
        assert!(self.expected.is_empty(), "{}: {:?}", self.name, self.expected);
    }
}

/// A secret file of the host.
pub(super) fn host_file(path: &Path, owner: u32, mode: u32) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    write_secret(path, "mounted-secret\n");
    give(path, owner, owner);
    chmod(path, mode);
}

/// What an engine does for `-v source:target:ro`.
pub(super) fn bind(source: &Path, target: &str, read_only: bool) {
    let target = Path::new(target);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::write(target, "").unwrap();
    mount_bind(source, target).unwrap();
    if read_only {
        make_read_only(target);
    }
}

/// Runs a script of the page in `directory`, with these commands in place of the real ones.
pub(super) fn run(script: &str, directory: &Path, commands: &[(&str, &str)]) -> Output {
    let bin = directory.join("bin");
    fs::create_dir_all(&bin).unwrap();
    for (name, body) in commands {
        fs::write(bin.join(name), format!("#!/bin/bash\n{body}\n")).unwrap();
        chmod(bin.join(name), 0o755);
    }
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("bash");
    shell.args(["-euo", "pipefail", "-c", script]).current_dir(directory).env("PATH", path);
    shell.output().unwrap()
}

/// What `program` is called with, by a script of the page.
pub(super) fn arguments(program: &str, script: &str, directory: &Path) -> Vec<String> {
    let commands = [(program, "printf '%s\\n' \"$@\""), ("id", "echo 1000")];
    let ran = run(&text(script), directory, &commands);
    assert!(ran.status.success(), "{ran:?}");
    String::from_utf8(ran.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// The values of an option.
pub(super) fn values<'a>(arguments: &'a [String], option: &str) -> Vec<&'a str> {
    let pairs = arguments.windows(2).filter(|pair| pair[0] == option);
    pairs.map(|pair| pair[1].as_str()).collect()
}

/// The real program, if the machine has it.
pub(super) fn output(command: &mut Command) -> Option<Output> {
    match command.output() {
        Ok(output) => Some(output),
        // In the `PATH` there may be directories of others.
        Err(error)
            if [io::ErrorKind::NotFound, io::ErrorKind::PermissionDenied]
                .contains(&error.kind()) =>
        {
            not_run(&format!("this machine has no `{}`", command.get_program().display()));
            None
        }
        Err(error) => panic!("{error}"),
    }
}
