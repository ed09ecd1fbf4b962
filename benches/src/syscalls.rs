//! System calls of a load, as strace counts them.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::fixtures;
use crate::manifest::Kind;

/// What one more load of the same asks of the system: how often each call. An error where there is no
/// strace.
pub fn of_load(program: &Path, kind: Kind, size: usize) -> io::Result<BTreeMap<String, i32>> {
    let files = fixtures::files(kind, size);
    let count = |times: &str| -> io::Result<BTreeMap<String, i32>> {
        let log = files.path().join("calls");
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o"]).arg(&log).arg("env").arg("-i");
        if kind == Kind::Env {
            command.args((0..size).map(fixtures::assignment));
        }
        command.arg(program).args(["load", kind.name(), &size.to_string(), times]);
        let output = command.current_dir(files.path()).output()?;
        if !output.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
        }
        Ok(calls(&std::fs::read_to_string(log)?))
    };
    let (once, mut more) = (count("1")?, count("2")?);
    for (name, count) in once {
        *more.entry(name).or_default() -= count;
    }
    more.retain(|_, count| *count != 0);
    Ok(more)
}

/// Lines as `1234 openat(3, "name", …) = 4`.
fn calls(log: &str) -> BTreeMap<String, i32> {
    let mut calls = BTreeMap::new();
    for line in log.lines() {
        let call = line.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start();
        if let Some((name, _)) = call.split_once('(') {
            *calls.entry(name.to_owned()).or_default() += 1;
        }
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::calls;

    #[test]
    fn calls_are_counted_by_name() {
        let log = "12 openat(3, \"a(b\", O_RDONLY) = 4\n12 close(4) = 0\n12 close(3) = 0\n\
                   12 +++ exited with 0 +++\n";
        let expected = [("close".to_owned(), 2), ("openat".to_owned(), 1)];
        assert_eq!(calls(log), expected.into());
    }
}
