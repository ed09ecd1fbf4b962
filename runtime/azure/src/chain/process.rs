//! A program that prints what is wanted.

use std::process::Command;
use std::time::Duration;

use provider_credentials_child::{Failure, Limits};
use provider_credentials_http::Deadline;
use zeroize::Zeroizing;

/// More than any prints.
const MOST: usize = 64 * 1024;
/// As Azure's own clients have it.
const LIMIT: Duration = Duration::from_secs(10);

/// What it prints. It gets the environment of the program, because it has to find its own configuration; what it says
/// besides is dropped. If it does not end, all that it started ends with it.
pub(super) fn run(mut command: Command, deadline: Deadline) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let limits = Limits { time: deadline.left().min(LIMIT), output: MOST };
    provider_credentials_child::run(&mut command, limits)
}
