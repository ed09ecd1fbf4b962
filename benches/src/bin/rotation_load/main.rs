//! The load on a store when ten thousand processes that were started at once ask it at intervals, and while it is
//! down: with the jitter of `Live`, and with none. Prints the peaks, and writes the plot of `docs/rotation.md`.
//!
//! Time is simulated: each process is a real `Live` with a source that counts, ticked by hand.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "a program")]

mod plot;
mod processes;
mod schedule;
mod simulated;

use std::ops::Range;

use simulated::{DOWN, PROCESSES, SECONDS};

fn main() {
    let without = schedule::without_jitter();
    let with = processes::with_jitter();
    let spans = [
        ("at the start", 0..1),
        ("the store is well", 1..DOWN.start),
        ("the store is down", DOWN),
        ("the store is back", DOWN.end..SECONDS),
    ];
    println!("| {PROCESSES} processes, most requests in one second | without jitter | `Live` |");
    println!("|---|--:|--:|");
    for (what, span) in spans {
        println!("| {what} | {} | {} |", most(&without, span.clone()), most(&with, span));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rotation_load.svg");
    std::fs::write(path, plot::plot(&without, &with)).expect("a file for the plot");
}

fn most(requests: &[usize], span: Range<usize>) -> usize {
    requests[span].iter().copied().max().unwrap_or(0)
}
