//! One load, what it is to end in, and what is to be searched for.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use provider_credentials_leak_probe::MASK;
use tempfile::TempDir;

use crate::running::{Found, Running};
use crate::scan::Pieces;

pub(crate) struct Case {
    name: &'static str,
    kind: &'static str,
    files: Vec<(&'static str, Vec<u8>)>,
    link: Option<(&'static str, String)>,
    mode: u32,
    arguments: Vec<String>,
    variables: Vec<(&'static str, String)>,
    /// How each credential ends: `loaded` or a code.
    outcome: &'static str,
    /// The secrets that are there until they are dropped, each once.
    loaded: Vec<String>,
    /// What must not be there even before.
    never: Vec<Vec<u8>>,
    /// What may be there until then, however often.
    gone: Vec<Vec<u8>>,
}

impl Case {
    pub(crate) fn new(name: &'static str, kind: &'static str, outcome: &'static str) -> Self {
        let (files, arguments, variables) = (Vec::new(), Vec::new(), Vec::new());
        let (loaded, never, gone) = (Vec::new(), Vec::new(), Vec::new());
        let (link, mode) = (None, 0o600);
        Self { name, kind, files, link, mode, arguments, variables, outcome, loaded, never, gone }
    }

    pub(crate) fn file(mut self, name: &'static str, content: impl AsRef<[u8]>) -> Self {
        self.files.push((name, content.as_ref().to_vec()));
        self
    }

    pub(crate) fn link(mut self, name: &'static str, target: &str) -> Self {
        self.link = Some((name, target.to_owned()));
        self
    }

    pub(crate) fn mode(self, mode: u32) -> Self {
        Self { mode, ..self }
    }

    /// A text that the probe takes from its command line.
    pub(crate) fn text(mut self, text: &str) -> Self {
        let masked = text.bytes().map(|byte| format!("{:02x}", byte ^ MASK));
        self.arguments.push(masked.collect::<Vec<_>>().concat());
        self
    }

    pub(crate) fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    pub(crate) fn loads(mut self, secret: &str) -> Self {
        self.loaded.push(secret.to_owned());
        self
    }

    pub(crate) fn never(mut self, text: impl AsRef<[u8]>) -> Self {
        self.never.push(text.as_ref().to_vec());
        self
    }

    pub(crate) fn gone(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.gone.push(bytes.as_ref().to_vec());
        self
    }

    /// Runs the program `probe` until it has loaded.
    pub(crate) fn start(&self, probe: &str) -> Running {
        let directory = TempDir::new().unwrap();
        for (name, content) in &self.files {
            let path = directory.path().join(name);
            fs::write(&path, content).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(self.mode)).unwrap();
        }
        if let Some((name, target)) = &self.link {
            symlink(target, directory.path().join(name)).unwrap();
        }
        let mut command = Command::new(probe);
        command.arg(self.kind).arg(directory.path()).args(&self.arguments).env_clear();
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        Running::start(self.name, &mut command, directory, self.outcome)
    }

    /// What is left by the program `probe`, first while the secrets are there and then after: for
    /// each text, those of `loads` first, how many of its first pieces there are and how many of any.
    pub(crate) fn run(&self, probe: &str) -> Found {
        let loaded = self.loaded.iter().map(String::as_bytes);
        let others = self.never.iter().chain(&self.gone);
        let texts: Vec<&[u8]> = loaded.chain(others.map(Vec::as_slice)).collect();
        self.start(probe).find(&Pieces::of(&texts))
    }

    /// What is wrong, if anything.
    pub(crate) fn check(&self, probe: &str) -> Vec<String> {
        let Found { before, after } = self.run(probe);
        let mut wrong = Vec::new();
        for text in 0..self.loaded.len() {
            let copies = before.iter().filter(|hit| hit.text == text && hit.offset == 0).count();
            if copies != 1 {
                wrong.push(format!("{}: {copies} copies of a loaded secret", self.name));
            }
        }
        let first = self.loaded.len();
        let never_end = first + self.never.len();
        let never = first..never_end;
        let never = before.iter().find(|hit| never.contains(&hit.text));
        wrong.extend(never.map(|hit| format!("{}: beside the secret: {hit:x?}", self.name)));
        for gone in never_end..never_end + self.gone.len() {
            if !before.iter().any(|hit| hit.text == gone) {
                wrong.push(format!("{}: what is to be gone was never there", self.name));
            }
        }
        let left = after.len();
        wrong.extend(
            after.first().map(|hit| format!("{}: {left} pieces left: {hit:x?}", self.name)),
        );
        wrong
    }
}
