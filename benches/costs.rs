//! `cargo bench -p provider-credentials-benches`: what loading and access cost, in one table.
//!
//! `-- --help` says what it takes.

#![forbid(unsafe_code)]

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use provider_credentials_benches::arguments::Usage;
use provider_credentials_benches::callgrind::{self, Scenario};
use provider_credentials_benches::compare::OURS;
use provider_credentials_benches::limit::Limit;
use provider_credentials_benches::manifest::{Kind, SIZES};
use provider_credentials_benches::rounds::{Figure, Timing};
use provider_credentials_benches::table::{Results, Row};
use provider_credentials_benches::{fixtures, huge, syscalls};
use serde_json::Value;
use tempfile::TempDir;

const SCENARIO: &str = env!("CARGO_BIN_EXE_scenario");

const USAGE: Usage = Usage {
    text: "\
Usage: cargo bench -p provider-credentials-benches -- [--quick] [WORDS…]

  --quick   for a look: less time for each
  WORDS     measures what has one of them in its name: \"load json 1000\", instructions, memory, calls",
    flags: &["quick", "bench"], // cargo gives the second
    options: &[],
    takes_words: true,
};

fn main() -> ExitCode {
    let arguments = USAGE.read();
    let seconds = if arguments.has("quick") { "0.3" } else { "2" };
    let words = &arguments.words;
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let mut results = Results::default();
    for kind in Kind::ALL {
        for size in SIZES.into_iter().chain([huge::SIZE]) {
            if wanted(&what(kind, size)) {
                eprintln!("loading {size} of {}", kind.name());
                loading(&mut results, kind, size, seconds);
            }
        }
    }
    if wanted("instructions") {
        eprintln!("counting instructions");
        instructions(&mut results);
    }
    if wanted("memory") {
        memory(&mut results);
    }
    if wanted("calls") {
        system_calls(&mut results);
    }
    limits(&mut results);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("costs.json");
    results.publish(&file).expect("a file for the results");
    results.exit_code()
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

/// What does not drift with the machine: access and look-ups.
fn instructions(results: &mut Results) {
    let Some(valgrind) = callgrind::valgrind() else {
        results.not_run.push("instruction counts: valgrind is not installed".to_owned());
        return;
    };
    let count = |scenario: Scenario| scenario.count(&valgrind, Path::new(SCENARIO));
    let access = count(callgrind::ACCESS);
    results.rows.push(Row::exact(ACCESS, OURS, access.instructions, "instructions"));
    results.rows.push(Row::exact(ACCESS, LOCKED, access.locked, "instructions"));
    for scenario in callgrind::LOOKUPS {
        let looked = count(scenario).instructions;
        results.rows.push(Row::exact(scenario.name, OURS, looked, "instructions"));
    }
}

const ACCESS: &str = "`creds.x.secret()`";
const LOCKED: &str = "locked ones among them";
const ALLOCATIONS: &str = "allocations";

fn memory(results: &mut Results) {
    let run = |arguments: &[&str], kind, size, files: TempDir| -> Value {
        let mut command = Command::new(env!("CARGO_BIN_EXE_memory"));
        fixtures::with_variables(&mut command, kind, size);
        let output = command.args(arguments).current_dir(files.path()).output();
        let output = output.expect("the program `memory`");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("its figures")
    };
    let number = |value: &Value, key: &str| value[key].as_f64().expect("a figure");
    for kind in Kind::ALL {
        let figures = run(&["load", kind.name(), "1000"], kind, 1000, fixtures::files(kind, 1000));
        let what = format!("memory {} 1000, for each credential", kind.name());
        let kept = number(&figures, "kept") / 1000.0;
        let made = number(&figures, "allocations") / 1000.0;
        results.rows.push(Row::exact(&what, "kept beyond the secret", kept, "bytes"));
        results.rows.push(Row::exact(&what, ALLOCATIONS, made, "of a load"));
    }
    let figures = run(&["load", "json", "1000"], Kind::Json, 1000, fixtures::large_json(1000));
    let peak = number(&figures, "peak") / f64::from(1 << 20);
    results.rows.push(Row::exact(PEAK, OURS, peak, "MiB"));
    let access = run(&["access"], Kind::Env, 10, fixtures::files(Kind::Env, 10));
    let made = number(&access, "allocations");
    results.rows.push(Row::exact(ACCESS, ALLOCATIONS, made, "in a thousand"));
}

const PEAK: &str = "peak on the heap while 1,000 keys of a JSON file of 1 MiB load";

fn system_calls(results: &mut Results) {
    for kind in Kind::ALL {
        let calls = match syscalls::of_load(Path::new(SCENARIO), kind, 1000) {
            Ok(calls) => calls,
            Err(error) => {
                results.not_run.push(format!("system calls (strace): {error}"));
                return;
            }
        };
        let what = format!("system calls {} 1000", kind.name());
        let mut others = 0;
        for (name, count) in calls {
            match count {
                1000.. => results.rows.push(Row::exact(&what, name, f64::from(count), "calls")),
                // How often it asks for memory is the allocator's business.
                _ if ["brk", "mmap", "munmap", "mremap"].contains(&name.as_str()) => {}
                _ => others += count,
            }
        }
        results.rows.push(Row::exact(&what, "all others", f64::from(others), "calls"));
    }
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
    let exact = |what: &str, who: &str| results.row(what, who).map(|row| row.figure.median);
    let access = exact(ACCESS, OURS);
    let locked = exact(ACCESS, LOCKED);
    let allocations = exact(ACCESS, ALLOCATIONS);
    let (few, many) = (exact("lookup in 10", OURS), exact("lookup in 10000", OURS));
    let growth = many.zip(few).map(|(many, few)| many / few);
    results.limits.extend([
        Limit::at_most("`creds.x.secret()`, instructions", 20.0, access),
        Limit::at_most("`creds.x.secret()`, locked instructions", 0.0, locked),
        Limit::at_most("`creds.x.secret()`, allocations", 0.0, allocations),
        Limit::at_most("look-up by ID in 10,000, against in 10", 1.1, growth),
    ]);
    for kind in Kind::ALL {
        let growth = ratio(results, kind, 1000).zip(ratio(results, kind, 100));
        let growth = growth.map(|(many, few)| many / few);
        let name = format!("linear: {}, from 100 to 1,000 against the floor's growth", kind.name());
        results.limits.push(Limit::at_most(name, 1.25, growth));
    }
}
