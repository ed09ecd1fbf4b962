//! `encrypt`, `decrypt`, `edit` and `rekey`, with the tools whose files they write.

mod editing;
mod large;
mod memory;
mod page;
mod rules;
mod steps;
mod stores;
mod terminal;
mod tools;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use provider_credentials_test_servers::{SOPS, not_run};

use crate::project::{Ended, Project, SENTINEL};

const MANIFEST: &str = "
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: file, file_path: credentials.json, file_key: openai.api_key, encrypted: sops }
";

/// A project with two identities of age, `ada.txt` and `bob.txt`.
pub(crate) struct Vault {
    pub(crate) project: Project,
    pub(crate) ada: String,
    pub(crate) bob: String,
}

impl Vault {
    /// Or a word that a test could not run.
    pub(crate) fn for_test(test: &str) -> Option<Self> {
        let project = Project::new(MANIFEST);
        let new = |name: &str| {
            let path = project.path(name);
            let made = Command::new("age-keygen").arg("-o").arg(&path).output().ok()?;
            assert!(made.status.success());
            let shown = Command::new("age-keygen").arg("-y").arg(&path).output().ok()?;
            Some(String::from_utf8(shown.stdout).unwrap().trim().to_owned())
        };
        let made = new("ada.txt").zip(new("bob.txt"));
        let Some((ada, bob)) = made else {
            not_run(test, "there is no `age-keygen`");
            return None;
        };
        Some(Self { project, ada, bob })
    }

    /// As Ada.
    fn run(&self, args: &[&str]) -> Ended {
        self.run_as("ada.txt", args, &[])
    }

    fn run_as(&self, identity: &str, args: &[&str], variables: &[(&str, &str)]) -> Ended {
        let own = [("SOPS_AGE_KEY_FILE", identity)];
        let ended = self.project.run(args, &[&own[..], variables].concat());
        if args[0] != "decrypt" {
            for text in [&ended.out, &ended.err] {
                assert!(!text.contains("s3ntinel"), "{args:?}: {text}");
            }
        }
        ended
    }

    /// What is in a file, by the program.
    fn plain(&self, identity: &str, name: &str) -> String {
        let ended = self.run_as(identity, &["decrypt", name], &[]);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{name}");
        ended.out
    }

    /// What a tool prints.
    fn tool(&self, program: &str, args: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(args).current_dir(self.project.directory()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap());
        command.env("HOME", self.project.directory()).env("SOPS_AGE_KEY_FILE", "ada.txt");
        command.output().unwrap()
    }

    fn tool_text(&self, program: &str, args: &[&str]) -> String {
        let output = self.tool(program, args);
        assert!(output.status.success(), "{program} {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn mode(&self, name: &str) -> u32 {
        fs::metadata(self.project.path(name)).unwrap().permissions().mode() & 0o777
    }

    fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.project.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    /// A program that is an editor.
    fn script(&self, name: &str, text: &str) -> String {
        self.project.write(name, &format!("#!/bin/sh\n{text}\n"));
        self.set_mode(name, 0o700);
        self.project.path(name).display().to_string()
    }
}

fn sops(test: &str) -> Option<PathBuf> {
    SOPS.installed(env!("CARGO_TARGET_TMPDIR")).map_err(|why| not_run(test, why)).ok()
}

fn json() -> String {
    format!("{{\n  \"openai\": {{ \"api_key\": \"{SENTINEL}\" }},\n  \"number\": 3\n}}\n")
}
