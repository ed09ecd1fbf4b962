//! A program that prints what is wanted.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use provider_credentials_http::Deadline;
use zeroize::Zeroizing;

use crate::environment::Environment;

/// Why there is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// It cannot be started, or says that it failed, or prints too much.
    Failed,
    TimedOut,
}

/// More than any prints.
const MOST: usize = 64 * 1024;
/// As Azure's own clients have it.
const LIMIT: Duration = Duration::from_secs(10);

/// The program of that name that `PATH` leads to.
pub(super) fn find(environment: &Environment, name: &str) -> Option<PathBuf> {
    let names: Vec<String> = if cfg!(windows) {
        ["cmd", "exe"].iter().map(|end| format!("{name}.{end}")).collect()
    } else {
        vec![name.to_owned()]
    };
    let directories =
        std::env::split_paths(environment.get("PATH")?).filter(|path| path.is_absolute());
    let all = { directories }
        .flat_map(|directory| names.iter().map(|name| directory.join(name)).collect::<Vec<_>>());
    { all }.find(|path| is_program(path))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;

    path.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// What it prints. It gets the environment of the program, because it has to find its own configuration; what it says
/// besides is dropped. With it ends all that it started.
pub(super) fn run(mut command: Command, deadline: Deadline) -> Result<Zeroizing<Vec<u8>>, Ended> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(|_| Ended::Failed)?;
    let output = child.stdout.take();
    let (sender, receiver) = mpsc::sync_channel(1);
    let started = thread::Builder::new().name("azure-command-line".to_owned()).spawn(move || {
        // Full size from the start, because a buffer that grew would leave copies.
        let mut bytes = Zeroizing::new(vec![0; MOST]);
        let mut length = 0;
        if let Some(mut output) = output {
            while let Some(room) = bytes.get_mut(length..).filter(|room| !room.is_empty()) {
                match output.read(room) {
                    Ok(0) | Err(_) => break,
                    Ok(count) => length += count,
                }
            }
        }
        bytes.truncate(length);
        let _ = sender.send(bytes);
    });
    let until = Deadline::after(deadline.left().min(LIMIT));
    let printed = started.ok().and_then(|_| receiver.recv_timeout(until.left()).ok());
    let outcome = match printed {
        None => Err(Ended::TimedOut),
        Some(printed) if printed.len() >= MOST => Err(Ended::Failed),
        Some(printed) => succeeded(&mut child, until).map(|()| printed),
    };
    if outcome.is_err() {
        end(&mut child);
    }
    outcome
}

/// Waits for its end: it may have closed its output before.
fn succeeded(child: &mut Child, until: Deadline) -> Result<(), Ended> {
    const PAUSE: Duration = Duration::from_millis(5);

    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(_)) | Err(_) => return Err(Ended::Failed),
            Ok(None) if until.left().is_zero() => return Err(Ended::TimedOut),
            Ok(None) => thread::sleep(PAUSE),
        }
    }
}

/// With all that it started. One that has ended by itself may have left others, whose group is still its own.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};

        let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}
