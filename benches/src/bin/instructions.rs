//! Compares instruction counts with `baseline.json`: ends with 1 where one has grown by more than a
//! tenth. `--update` writes the baseline.
//!
//! Another compiler makes other code, so the baseline holds for the one that made it. With another one
//! the counts are shown, and nothing is compared.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use provider_credentials_benches::arguments::Usage;
use provider_credentials_benches::callgrind::{self, COMPARISONS, SCENARIOS};
use provider_credentials_benches::digits::digits;
use provider_credentials_benches::machine;
use serde_json::{Value, json};

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/baseline.json");

/// A tenth. The seeds of hash maps move a load by a thousandth, and a look-up among few by 3 %.
const TOLERANCE: f64 = 0.10;

const USAGE: Usage = Usage {
    text: "\
Usage: .ci/instructions [--update]

  --update  writes the baseline in place of comparing with it",
    flags: &["update"],
    options: &[],
    takes_words: false,
};

fn main() -> ExitCode {
    let arguments = USAGE.read();
    let Some(valgrind) = callgrind::valgrind() else {
        eprintln!("valgrind is not installed");
        return ExitCode::from(2);
    };
    let program = env::current_exe().expect("this program").with_file_name("scenario");
    let counts: BTreeMap<&str, f64> = SCENARIOS
        .iter()
        .map(|scenario| (scenario.name, scenario.count(&valgrind, &program).instructions.round()))
        .collect();
    if arguments.has("update") {
        let baseline = json!({ "built with": machine::built_with(), "instructions": counts });
        let text = serde_json::to_string_pretty(&baseline).expect("JSON") + "\n";
        fs::write(BASELINE, text).expect("the baseline");
        println!("{BASELINE} has the counts of this run.");
        return ExitCode::SUCCESS;
    }
    let [first, last] = COMPARISONS.map(|scenario| counts.get(scenario.name));
    if first != last {
        println!("the time of a comparison tells where two secrets differ: {first:?}, {last:?}");
        return ExitCode::FAILURE;
    }
    let baseline = fs::read_to_string(Path::new(BASELINE)).expect("the baseline");
    let baseline: Value = serde_json::from_str(&baseline).expect("JSON");
    let same_compiler = baseline["built with"] == machine::built_with();
    if !same_compiler {
        let made = &baseline["built with"];
        println!("NOT COMPARED: the baseline is that of {made}, this is {}", machine::built_with());
    }
    let grown = compare(&baseline["instructions"], &counts);
    if grown > 0 && same_compiler {
        println!(
            "\n{grown} above the baseline by more than a tenth. Find the cause; where it is meant,"
        );
        println!("`.ci/instructions --update` writes a new baseline.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Prints the counts, and gives the number of those that have grown too much or are not known.
fn compare(baseline: &Value, counts: &BTreeMap<&str, f64>) -> usize {
    println!("{:40} {:>12} {:>12}", "instructions", "now", "baseline");
    let mut grown = 0;
    for (name, count) in counts {
        let before = baseline[name].as_f64();
        let change = before.map_or(f64::INFINITY, |before| count / before - 1.0);
        let word = match change {
            change if change > TOLERANCE => "TOO MANY",
            change if change < -TOLERANCE => "fewer: write a new baseline",
            _ => "",
        };
        grown += usize::from(change > TOLERANCE);
        let before = before.map_or_else(|| "none".to_owned(), digits);
        let change = 100.0 * change;
        println!("{name:40} {:>12} {before:>12} {change:>+7.1} % {word}", digits(*count));
    }
    grown
}
