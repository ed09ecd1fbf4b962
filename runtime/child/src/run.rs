use std::io;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::group;
use crate::written::written;

/// What a program may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until it has ended.
    pub time: Duration,
    /// What it may write, in bytes.
    pub output: usize,
}

/// How often it is looked whether a program has ended that has closed its output.
const STEP: Duration = Duration::from_millis(10);

/// Runs a program, whose arguments and environment the caller has set, and gives what it wrote.
///
/// # Errors
///
/// If it cannot be started, ends with another status than 0, or exceeds a limit.
pub fn run(command: &mut Command, limits: Limits) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let end = Instant::now() + limits.time;
    group::begin(command);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = start(command, end).map_err(|error| Failure::to_start(&error))?;
    let result = output(&mut child, limits.output, end);
    // Of a program that has been waited for, the number may be another's.
    if !matches!(result, Ok(_) | Err(Failure::Exit(_) | Failure::Signal(_) | Failure::NoStatus)) {
        group::kill(&mut child);
        // Else it stays as a zombie.
        _ = child.wait();
    }
    result
}

fn start(command: &mut Command, end: Instant) -> io::Result<Child> {
    loop {
        match command.spawn() {
            // Somebody is writing it at this moment, or a process between fork and exec has it open.
            Err(error)
                if error.kind() == io::ErrorKind::ExecutableFileBusy && Instant::now() < end =>
            {
                thread::sleep(STEP);
            }
            result => return result,
        }
    }
}

fn output(child: &mut Child, most: usize, end: Instant) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let pipe = child.stdout.take().ok_or(Failure::NotStarted)?;
    let written = written(child, pipe, most, end)?.ok_or(Failure::TooMuch)?;
    let mut step = Duration::from_micros(100);
    while !group::has_ended(child) {
        if Instant::now() >= end {
            return Err(Failure::TimedOut);
        }
        thread::sleep(step);
        step = (step * 2).min(STEP);
    }
    let status = child.wait().map_err(|_| Failure::NoStatus)?;
    Failure::of(status).map_or(Ok(written), Err)
}
