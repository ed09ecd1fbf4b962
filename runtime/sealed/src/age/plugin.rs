//! Plug-ins: `age-plugin-NAME`, which has the identity that nobody else has, such as one in a token or a TPM.
//!
//! The protocol is `identity-v1` of <https://c2sp.org/age-plugin>. A plug-in gets no secret of this process, has a limit of
//! time and output, and is killed with its children if it exceeds them. Nobody is there to answer what it asks.

use std::ffi::OsString;
use std::io::{BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use age_core::format::Stanza;
use provider_credentials_child::{begin_group, find, kill_group};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use super::failures::{PLUGIN_ASKED, PLUGIN_FAILED, PLUGIN_NOT_FOUND, PLUGIN_TIMED_OUT};
use super::wire::{self, Message};

/// More than any plug-in says.
const MOST: u64 = 64 * 1024;

/// How a plug-in is run.
#[derive(Clone)]
pub(crate) struct Running {
    /// All that it gets of the environment.
    pub(super) environment: Vec<(&'static str, OsString)>,
    pub(super) limit: Duration,
}

impl Running {
    /// The same for a load, which may wait for less.
    pub(crate) fn within(&self, left: Option<Duration>) -> Self {
        let limit = left.map_or(self.limit, |left| left.min(self.limit));
        Self { environment: self.environment.clone(), limit }
    }
}

/// The key of a file, by identities of one plug-in; `None` if it is for others.
pub(super) fn unwrap(
    name: &str,
    identities: &[&str],
    stanzas: &[Stanza],
    running: &Running,
) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
    let question = question(identities, stanzas);
    let mut child = start(name, running)?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(PLUGIN_FAILED);
    };
    let (sender, receiver) = mpsc::sync_channel(1);
    let started = thread::Builder::new().name("age-plugin".to_owned()).spawn(move || {
        let output = BufReader::new(output.take(MOST));
        let _ = sender.send(converse(&question, input, output));
    });
    let answer = started.ok().and_then(|_| receiver.recv_timeout(running.limit).ok());
    // Its end was waited for, or it has to end now.
    end(&mut child);
    answer.unwrap_or(Err(PLUGIN_TIMED_OUT))
}

fn start(name: &str, running: &Running) -> Result<Child, SourceError> {
    let path = running.environment.iter().find(|(name, _)| *name == "PATH");
    // Not where this process happens to be, nor in the directory for temporary files, where others may have put one.
    let program = path.and_then(|(_, path)| find(path, &format!("age-plugin-{name}")));
    let mut command = Command::new(program.ok_or(PLUGIN_NOT_FOUND)?);
    command
        .arg("--age-plugin=identity-v1")
        .env_clear()
        .envs(running.environment.iter().map(|(name, value)| (name, value)))
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    begin_group(&mut command);
    command.spawn().map_err(|_| PLUGIN_NOT_FOUND)
}

/// Kills it and what it started.
fn end(child: &mut Child) {
    kill_group(child);
    let _ = child.wait();
}

/// No less than the length of the first phase.
fn most(identities: &[&str], stanzas: &[Stanza]) -> usize {
    // More than what stands around the words and the body of any stanza.
    const AROUND: usize = 64;

    let mut most = AROUND;
    for identity in identities {
        most += identity.len() + AROUND;
    }
    for stanza in stanzas {
        let words = stanza.args.iter().map(|arg| arg.len() + 1).sum::<usize>();
        most += stanza.tag.len() + words + 2 * stanza.body.len() + AROUND;
    }
    most
}

/// The first phase, whole: the identities, and what the file has for its recipients.
fn question(identities: &[&str], stanzas: &[Stanza]) -> Zeroizing<Vec<u8>> {
    // Full size from the start, because a buffer that grew would leave copies.
    let mut out = Zeroizing::new(Vec::with_capacity(most(identities, stanzas)));
    for identity in identities {
        wire::write(&mut out, &["add-identity", identity], &[]);
    }
    for stanza in stanzas {
        let args = stanza.args.iter().map(String::as_str);
        let words: Vec<&str> =
            ["recipient-stanza", "0", &stanza.tag].into_iter().chain(args).collect();
        wire::write(&mut out, &words, &stanza.body);
    }
    wire::write(&mut out, &["done"], &[]);
    out
}

/// The second phase: it says what it has.
fn converse(
    question: &[u8],
    mut input: impl Write,
    mut output: BufReader<impl Read>,
) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
    let broken = |_| PLUGIN_FAILED;
    input.write_all(question).and_then(|()| input.flush()).map_err(broken)?;
    let (mut key, mut failure) = (None, None);
    loop {
        let Message { words, body } = wire::read(&mut output).ok_or(PLUGIN_FAILED)?;
        let reply = match words.first().map(String::as_str) {
            Some("done") => break,
            Some("file-key") => {
                key = Some(body);
                "ok"
            }
            Some("msg") => "ok",
            Some("confirm" | "request-public" | "request-secret") => {
                failure = Some(PLUGIN_ASKED);
                "fail"
            }
            Some("error") => {
                failure = failure.or(Some(PLUGIN_FAILED));
                "ok"
            }
            _ => "unsupported",
        };
        let mut out = Vec::new();
        wire::write(&mut out, &[reply], &[]);
        input.write_all(&out).and_then(|()| input.flush()).map_err(broken)?;
    }
    match (key, failure) {
        (Some(key), _) => Ok(Some(key)),
        (None, Some(failure)) => Err(failure),
        (None, None) => Ok(None),
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests say what must hold, and plainly")]

    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::time::Instant;

    use super::*;

    /// Whatever a file has for its recipients: the buffer, in which identities are, does not grow.
    #[test]
    fn what_it_is_asked_has_its_size_from_the_start() {
        let stanza = |args: usize, length: usize, body: usize| Stanza {
            tag: "t".repeat(length),
            args: vec!["a".repeat(length); args],
            body: vec![7; body],
        };
        let identities = ["AGE-PLUGIN-IT-1QQQQ"; 9];
        for (args, length, body) in
            [(0, 1, 0), (1, 100_000, 0), (1000, 1, 0), (3, 5, 100_000), (0, 1, 47), (2, 0, 48)]
        {
            let stanzas = [(); 20].map(|()| stanza(args, length, body));
            let length = question(&identities, &stanzas).len();
            assert!(length <= most(&identities, &stanzas), "{args} {body}: {length}");
        }
    }

    /// Nobody else's `age-plugin-…` is run, by a relative directory in `PATH`.
    #[test]
    fn the_working_directory_is_not_searched() {
        let name = format!("planted-{}", std::process::id());
        let program = std::env::temp_dir().join(format!("age-plugin-{name}"));
        fs::write(&program, "#!/bin/sh\nexit 1\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        for path in ["", ":/usr/bin", ".:/usr/bin", "/usr/bin:"] {
            let environment = vec![("PATH", path.into())];
            let running = Running { environment, limit: Duration::from_secs(10) };
            assert_eq!(unwrap(&name, &["IT"], &[], &running), Err(PLUGIN_NOT_FOUND), "{path}");
        }
        let environment = vec![("PATH", std::env::temp_dir().into())];
        let running = Running { environment, limit: Duration::from_secs(10) };
        assert_eq!(unwrap(&name, &["IT"], &[], &running), Err(PLUGIN_FAILED));
        fs::remove_file(program).unwrap();
    }

    #[test]
    fn one_that_hangs_is_killed_with_what_it_started() {
        let directory = tempfile::tempdir().unwrap();
        let program = directory.path().join("age-plugin-hangs");
        fs::write(&program, "#!/bin/sh\nsleep 1000 & echo $! > \"$HOME/child\"\nwait\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let home = directory.path().as_os_str().to_owned();
        let mut path = home.clone();
        path.push(":/usr/bin:/bin");
        let environment = vec![("PATH", path), ("HOME", home)];
        let running = Running { environment, limit: Duration::from_secs(60) };
        let started = Instant::now();
        // Which is what the load has left.
        let running = running.within(Some(Duration::from_millis(500)));
        assert_eq!(unwrap("hangs", &["IT"], &[], &running), Err(PLUGIN_TIMED_OUT));
        assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
        let child = fs::read_to_string(directory.path().join("child")).unwrap();
        let is_gone = || {
            let stat = fs::read_to_string(format!("/proc/{}/stat", child.trim()));
            stat.map_or(true, |stat| stat.contains(") Z"))
        };
        let end = Instant::now() + Duration::from_secs(20);
        while !is_gone() {
            assert!(Instant::now() < end, "its child still runs");
            thread::sleep(Duration::from_millis(10));
        }
    }
}
