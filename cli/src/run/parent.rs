//! The process that stays until the command is over. It loads nothing: no value is ever in its memory.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{self, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::process::{Pid, WaitOptions, WaitStatus, wait};

use super::options::Run;
use super::signals::Caught;
use crate::core_dumps;
use crate::end::{End, Failure};
use crate::plain::plain;
use crate::private_directory;

pub(super) fn run(options: &Run) -> Result<End, Failure> {
    let failed = |error: io::Error| Failure(format!("cannot start a process: {}", error.kind()));
    // Before there is a directory that would stay behind, or a command that could miss one.
    let caught = Caught::new().map_err(failed)?;
    let directory = if options.files {
        let (directory, is_in_memory) = private_directory::create()?;
        if !is_in_memory {
            let _ = writeln!(
                io::stderr(),
                "note: the files are on disk, in `{}`: there is no file system in memory here",
                plain(&directory.path().display().to_string())
            );
        }
        Some(directory)
    } else {
        None
    };
    let mut own = vec![OsString::from("--becomes-command")];
    if let Some(directory) = &directory {
        own.extend([OsString::from("--files-in"), directory.path().into()]);
    }
    let ended = supervise(caught, own);
    if let Some(directory) = directory {
        let path = plain(&directory.path().display().to_string());
        if let Err(error) = directory.close() {
            let _ = writeln!(io::stderr(), "error: cannot remove `{path}`: {}", error.kind());
        }
    }
    Ok(as_it_did(ended.map_err(failed)?))
}

/// Starts this program once more, to become the command, and waits until that is over.
fn supervise(caught: Caught, own: Vec<OsString>) -> io::Result<WaitStatus> {
    let child = Command::new(env::current_exe()?).args(arguments(own)).spawn()?;
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let pid = pid.ok_or(io::ErrorKind::InvalidData)?;
    let is_over = Arc::new(AtomicBool::new(false));
    caught.pass_on(pid, Arc::clone(&is_over))?;
    loop {
        match wait(WaitOptions::empty()) {
            Ok(Some((ended, status))) if ended == pid => {
                is_over.store(true, Ordering::Release);
                return Ok(status);
            }
            // Process 1 gets those whose parents are gone.
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Those of this process, and its own for the other one behind the word `run`.
fn arguments(own: Vec<OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let behind = arguments.iter().position(|word| word == "run").map_or(0, |at| at + 1);
    arguments.splice(behind..behind, own);
    arguments
}

/// Ends as the command did, by a signal too.
fn as_it_did(status: WaitStatus) -> End {
    if let Some(code) = status.exit_status() {
        return End::Status(u8::try_from(code).unwrap_or(u8::MAX));
    }
    let Some(signal) = status.terminating_signal() else { return End::Status(u8::MAX) };
    // The command has left its core, if any.
    core_dumps::none();
    if process::id() != 1 {
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
    // Process 1 does not die of its own signals.
    End::Status(u8::try_from(128 + signal).unwrap_or(u8::MAX))
}
