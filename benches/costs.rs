//! `cargo bench -p provider-credentials-benches`: what loading and access cost, in one table.
//!
//! Arguments: `--quick` for a look, a word (`json`) for what has it in its name.

#![forbid(unsafe_code)]

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use provider_credentials_benches::compare::OURS;
use provider_credentials_benches::fixtures;
use provider_credentials_benches::manifest::{Kind, SIZES};
use provider_credentials_benches::rounds::{Figure, Timing};
use provider_credentials_benches::table::{Limit, Results, Row};
use serde_json::Value;

const SCENARIO: &str = env!("CARGO_BIN_EXE_scenario");

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let quick = arguments.iter().any(|word| word == "--quick");
    let words: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(*word));
    let mut results = Results::default();
    for kind in Kind::ALL {
        for size in SIZES {
            if wanted(&format!("load_{}_{size}", kind.name())) {
                eprintln!("loading {size} of {}", kind.name());
                loading(&mut results, kind, size, if quick { "0.3" } else { "2" });
            }
        }
    }
    limits(&mut results);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("costs.json");
    results.publish(&file).expect("a file for the results");
}

fn what(kind: Kind, size: usize) -> String {
    format!("load {} {size}", kind.name())
}

/// In a process of its own: it has the variables, and nobody's allocations before.
fn loading(results: &mut Results, kind: Kind, size: usize, seconds: &str) {
    let files = fixtures::files(kind, size);
    let mut command = Command::new(SCENARIO);
    fixtures::with_variables(&mut command, kind, size);
    command.args(["compare", kind.name(), &size.to_string(), seconds]).current_dir(files.path());
    let output = command.stderr(Stdio::inherit()).output().expect("the program `scenario`");
    assert!(output.status.success(), "`scenario` failed at {}", what(kind, size));
    let timings: Value = serde_json::from_slice(&output.stdout).expect("its timings");
    for timing in timings.as_array().expect("a list of timings") {
        let timing = Timing {
            name: timing[0].as_str().expect("a name").to_owned(),
            time: figure(&timing[1]),
            ratio: figure(&timing[2]),
        };
        results.rows.push(Row::timed(&what(kind, size), timing));
    }
}

fn figure(value: &Value) -> Figure {
    let part = |key: &str| value[key].as_f64().expect("a figure");
    Figure { median: part("median"), low: part("low"), high: part("high") }
}

fn limits(results: &mut Results) {
    let time = |results: &Results, kind, size, who: &str| {
        results.row(&what(kind, size), who).map(|row| row.figure.median)
    };
    let ratio = |results: &Results, kind, size| {
        Some(results.row(&what(kind, size), OURS)?.ratio.as_ref()?.median)
    };
    let text = ratio(results, Kind::Text, 1000);
    let json = ratio(results, Kind::Json, 1000);
    let each = time(results, Kind::Json, 1000, "`serde_json`, parsed for each");
    let ours = time(results, Kind::Json, 1000, OURS);
    let against_each = each.zip(ours).map(|(each, ours)| each / ours);
    results.limits.extend([
        Limit::at_most("1,000 text files, against the bare system calls", 1.5, text),
        Limit::at_most("one JSON with 1,000 keys, against one parse into a `Value`", 2.0, json),
        Limit::at_least("the same, times cheaper than a parse for each key", 100.0, against_each),
    ]);
    for kind in Kind::ALL {
        let each = |size: usize| Some(time(results, kind, size, OURS)? / size as f64);
        let growth = each(1000).zip(each(100)).map(|(many, few)| many / few);
        let name = format!("linear: {} at 1,000 against at 100, for each", kind.name());
        results.limits.push(Limit::at_most(name, 1.25, growth));
    }
}
