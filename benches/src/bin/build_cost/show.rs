//! The figures as tables, and the limits below them.

use provider_credentials_benches::digits::digits;
use provider_credentials_benches::limit::Limit;
use provider_credentials_benches::machine;
use provider_credentials_benches::table::Results;
use serde_json::{Map, Value};

use crate::columns::{CHANGED_MANIFEST, CHANGED_PROGRAM, CLOCK, CPU, CRATES, OF_CRATES, SIZE};
use crate::contenders::Contender;

/// Prints all, and gives what must hold. What was not measured `now` has a mark.
pub(crate) fn show(
    contenders: &[Contender],
    figures: &Map<String, Value>,
    now: &[&str],
) -> Results {
    let machine = machine::describe();
    println!("On {}.\n", machine::line(&machine));
    println!(
        "| two keys, by | cold dev build, CPU s | by the clock, s | crates | added to a release \
         binary, KiB | check after the program changed, s | after the manifest changed, s |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let is_earlier = |name: &str| figures.contains_key(name) && !now.contains(&name);
    for Contender { name, title, .. } in contenders {
        let mark = if is_earlier(name) { " (earlier run)" } else { "" };
        match figures.get(*name) {
            None => println!("| {title} | NOT MEASURED | | | | | |"),
            Some(all) => println!("| {title}{mark} | {} |", columns(all).join(" | ")),
        }
    }
    for contender in contenders {
        if let Some(crates) = figures.get(contender.name).and_then(|all| all[OF_CRATES].as_object())
        {
            show_crates(contender.title, crates);
        }
    }
    let results = Results { machine, limits: limits(figures), ..Results::default() };
    println!("{}", results.limits_markdown());
    results
}

fn columns(all: &Value) -> [String; 6] {
    let number = |value: &Value| value.as_f64().map_or_else(|| "–".to_owned(), digits);
    [
        number(&all[CPU]["median"]),
        number(&all[CLOCK]["median"]),
        all[CRATES].to_string(),
        number(&all[SIZE]),
        number(&all[CHANGED_PROGRAM]["median"]),
        number(&all[CHANGED_MANIFEST]["median"]),
    ]
}

/// The dearest first.
fn show_crates(title: &str, crates: &Map<String, Value>) {
    let mut crates: Vec<(&String, f64)> =
        crates.iter().map(|(name, cpu)| (name, cpu.as_f64().unwrap_or_default())).collect();
    crates.sort_by(|one, other| other.1.total_cmp(&one.1));
    println!("\n| {title}: crates of one cold dev build | CPU s |\n|---|--:|");
    for (name, cpu) in crates {
        println!("| {name} | {} |", digits(cpu));
    }
}

fn limits(figures: &Map<String, Value>) -> Vec<Limit> {
    let cpu = |name: &str| figures.get(name)?[CPU]["median"].as_f64();
    let crates = |name: &str| figures.get(name)?[CRATES].as_f64();
    let more = |of: &dyn Fn(&str) -> Option<f64>| {
        of("ours-vault").zip(of("ours")).map(|(with, without)| with - without)
    };
    let against = cpu("secretspec-smallest").zip(cpu("ours")).map(|(peer, ours)| peer / ours);
    let beyond = cpu("ours").zip(cpu("by-hand")).map(|(ours, hand)| ours - hand);
    vec![
        Limit::at_least("cold build, times cheaper than secretspec's smallest", 15.0, against),
        Limit::at_most("cold build, CPU s beyond by hand", 9.0, beyond),
        Limit::at_most("the same, the aim", 6.0, beyond).aim(),
        Limit::at_most("feature `vault`, crates more", 45.0, more(&crates)),
        Limit::at_most("feature `vault`, CPU s more of a cold build", 27.0, more(&cpu)),
    ]
}
