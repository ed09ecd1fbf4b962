//! One thing to measure, in a process of its own: what it needs is in its environment and its working
//! directory.

#![forbid(unsafe_code)]

use core::str::FromStr;
use std::env;
use std::path::Path;
use std::time::Duration;

use provider_credentials_benches::manifest::Kind;
use provider_credentials_benches::{compare, measured};
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["compare", kind, size, seconds] => {
            let here = env::current_dir().expect("a working directory");
            let budget = Duration::from_secs_f64(number(seconds));
            println!("{}", timings(named(kind), number(size), &here, budget));
            return;
        }
        ["times", kind, size] => {
            println!("{}", measured::microseconds(named(kind), number(size)));
            return;
        }
        ["load", kind, size, times] => measured::load(named(kind), number(size), number(times)),
        ["access", times] => measured::access(number(times)),
        ["equal", byte, times] => measured::compare(number(byte), number(times)),
        ["lookup", size, times] => measured::lookup(number(size), number(times)),
        ["expand", size, config] => measured::expand(Kind::Env, number(size), config == "config"),
        _ => panic!("not a scenario: {arguments:?}"),
    };
    // Whoever counts what it took knows that all of it was done.
    println!("{done}");
}

fn timings(kind: Kind, size: usize, directory: &Path, budget: Duration) -> Value {
    let timings = compare::run(kind, size, directory, budget);
    timings
        .iter()
        .map(|timing| json!([timing.name, timing.time.json(), timing.ratio.json()]))
        .collect()
}

fn named(kind: &str) -> Kind {
    Kind::named(kind).expect("a kind")
}

fn number<T: FromStr>(text: &str) -> T {
    text.parse().ok().expect("a number")
}
