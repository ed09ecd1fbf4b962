//! The example as a process.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

pub(crate) struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
    lines: Vec<String>,
}

impl Program {
    /// With these variables and no other.
    pub(crate) fn start(variables: &[(&str, &str)]) -> Self {
        let mut child =
            Command::new(env!("CARGO_BIN_EXE_provider-credentials-opentelemetry-example"))
                .env_clear()
                .envs(variables.iter().copied())
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, stdout, lines: Vec::new() }
    }

    /// Reads on until a line begins so.
    pub(crate) fn until(&mut self, begin: &str) {
        loop {
            let mut line = String::new();
            let length = self.stdout.read_line(&mut line).unwrap();
            assert!(length > 0, "no line begins with {begin}: {:#?}", self.lines);
            self.lines.push(line.trim_end().to_owned());
            if line.starts_with(begin) {
                return;
            }
        }
    }

    /// Has it load again.
    pub(crate) fn reload(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
        self.until("loaded again");
    }

    /// All lines, after its end.
    pub(crate) fn end(mut self) -> Vec<String> {
        drop(self.child.stdin.take());
        for line in self.stdout.by_ref().lines() {
            self.lines.push(line.unwrap());
        }
        assert!(self.child.wait().unwrap().success());
        std::mem::take(&mut self.lines)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
