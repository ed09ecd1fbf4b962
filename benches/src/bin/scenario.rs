//! One thing to measure, in a process of its own: what it needs is in its environment and its working
//! directory.

#![forbid(unsafe_code)]

use std::env;
use std::path::Path;
use std::time::Duration;

use provider_credentials_benches::compare;
use provider_credentials_benches::manifest::Kind;
use serde_json::json;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["compare", kind, size, seconds] => {
            let kind = Kind::named(kind).expect("a kind");
            let budget = Duration::from_secs_f64(number(seconds));
            let here = env::current_dir().expect("a working directory");
            let timings = compare::run(kind, number(size), Path::new(&here), budget);
            let rows = timings
                .iter()
                .map(|timing| json!([timing.name, timing.time.json(), timing.ratio.json()]));
            println!("{}", rows.collect::<serde_json::Value>());
        }
        _ => panic!("not a scenario: {arguments:?}"),
    }
}

fn number<T: core::str::FromStr<Err: core::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("a number")
}
