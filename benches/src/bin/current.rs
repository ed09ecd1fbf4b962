//! Instructions of `Live::current` beside those of a bare `ArcSwap::load`: at most twice as many. Ends with 1 where
//! there are more.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program")]

use core::hint::black_box;
use std::env;
use std::process::ExitCode;

use arc_swap::ArcSwap;
use provider_credentials::{Live, Loader};
use provider_credentials_benches::callgrind::{self, CURRENT};
use provider_credentials_benches::measured::measured;
use provider_credentials_benches::store::Credentials;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["bare", times] => println!("{}", bare(number(times))),
        ["live", times] => println!("{}", live(number(times))),
        [] => return count(),
        _ => panic!("not a scenario: {arguments:?}"),
    }
    ExitCode::SUCCESS
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

fn bare(times: usize) -> usize {
    let set = ArcSwap::from_pointee(Credentials::load_with(&Loader::isolated()));
    measured(|| (0..times).filter(|_| !black_box(&set).load().key.is_loaded()).count())
}

fn live(times: usize) -> usize {
    let set = Live::<Credentials>::start(Loader::isolated());
    measured(|| (0..times).filter(|_| !black_box(&set).current().key.is_loaded()).count())
}

fn count() -> ExitCode {
    let Some(valgrind) = callgrind::valgrind() else {
        eprintln!("valgrind is not installed");
        return ExitCode::from(2);
    };
    let program = env::current_exe().expect("this program");
    let [bare, live] = CURRENT.map(|scenario| scenario.count(&valgrind, &program).instructions);
    let ratio = live / bare;
    println!(
        "`Live::current`: {live:.0} instructions, {ratio:.2} times those of `ArcSwap::load` ({bare:.0})"
    );
    if ratio > 2.0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
