//! What `tests/leak` looks into: a process that loads secrets, drops them, and waits.
//!
//! Its arguments are a kind of load, a directory of files, and texts that are masked, for
//! what is searched for must not get into this process but through the crate.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "the test that started this sees it fail")]

mod held;
mod kinds;
mod masked;
mod redacted;
mod vault;

use std::hint::black_box;
use std::io::{Write, stdin, stdout};
use std::path::Path;

pub use masked::MASK;

/// Loads, tells how that ended, and waits for a line; drops, tells so, and waits for another.
///
/// # Panics
///
/// Where the arguments are not as described.
pub fn run() {
    let mut arguments = std::env::args().skip(1);
    let kind = arguments.next().unwrap();
    let directory = arguments.next().unwrap();
    let masked: Vec<String> = arguments.collect();
    let held = far_down(|| kinds::load(&kind, Path::new(&directory), &masked));
    say(held.outcome());
    // Errors, metadata and what they print as stay.
    let traces = held.drop_secrets();
    say("dropped");
    drop(black_box(traces));
}

/// Runs `work` on a part of the stack that nothing else here reaches, so that what it leaves there is
/// still there when the test looks.
#[expect(clippy::large_stack_arrays, reason = "the stack is what is to be kept apart")]
fn far_down<T>(work: impl FnOnce() -> T) -> T {
    let padding = black_box([0_u8; 1 << 17]);
    let result = work();
    black_box(&padding);
    result
}

fn say(line: &str) {
    let mut out = stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
    stdin().read_line(&mut String::new()).unwrap();
}
