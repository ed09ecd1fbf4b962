//! The program that is looked into.

use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use tempfile::TempDir;

use crate::scan::{Hit, Pieces, environment_of};

/// It has loaded, and waits.
pub(crate) struct Running {
    name: &'static str,
    child: Child,
    go_on: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
    _directory: TempDir,
}

/// Pieces of a case's texts in a process's memory.
pub(crate) struct Found {
    pub(crate) before: Vec<Hit>,
    pub(crate) after: Vec<Hit>,
}

impl Running {
    pub(crate) fn start(
        name: &'static str,
        command: &mut Command,
        directory: TempDir,
        outcome: &str,
    ) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let go_on = child.stdin.take().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut running = Self { name, child, go_on, lines, _directory: directory };
        running.expect(outcome);
        running
    }

    /// What there is while the secrets are held, and after.
    pub(crate) fn find(mut self, pieces: &Pieces) -> Found {
        let before = self.look(pieces);
        self.expect("dropped");
        let after = self.look(pieces);
        assert!(self.child.wait().unwrap().success(), "{}", self.name);
        Found { before, after }
    }

    fn expect(&mut self, expected: &str) {
        let line = self.lines.next().unwrap_or_else(|| panic!("{}: it ended", self.name));
        assert_eq!(line.unwrap(), expected, "{}", self.name);
    }

    fn look(&mut self, pieces: &Pieces) -> Vec<Hit> {
        // Not before: the kernel knows only once the program runs.
        let except = environment_of(self.child.id());
        let hits = pieces.find_in(self.child.id(), &except);
        writeln!(self.go_on).unwrap();
        hits
    }
}
