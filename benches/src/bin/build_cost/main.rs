//! What a dependency costs whoever builds with it: the same job, two keys, by this project, by hand and
//! by its peers, each in a program of its own.
//!
//! `--only NAME,…` builds some (the others keep the figures of an earlier run), `--runs N` sets how often
//! each is built (3 unless told, heavy ones once).

#![forbid(unsafe_code)]

mod contenders;

use std::env;
use std::fs;
use std::io;
use std::path::Path;

use contenders::Contender;
use provider_credentials_benches::machine;
use provider_credentials_benches::project::{Cost, Project};
use provider_credentials_benches::rounds::Figure;
use provider_credentials_benches::table::{Limit, Results, digits};
use serde_json::{Map, Value, json};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let only = value("--only");
    let runs = value("--runs").map_or(3, |runs| runs.parse().expect("a number"));
    let wanted = |name: &str| only.as_ref().is_none_or(|only| only.split(',').any(|o| o == name));
    // Beside the program, in the target directory.
    let file = env::current_exe()?.with_file_name("build_cost.json");
    let mut figures = earlier(&file);
    let empty = size_of_nothing()?;
    for contender in contenders::all().iter().filter(|contender| wanted(contender.name)) {
        eprintln!("building {}", contender.name);
        let runs = if contender.heavy { 1 } else { runs };
        match measure(contender, runs, empty) {
            Ok(measured) => drop(figures.insert(contender.name.to_owned(), measured)),
            Err(error) => eprintln!("NOT MEASURED: {}: {error}", contender.name),
        }
        let all = json!({ "machine": machine::describe(), "programs": figures });
        fs::write(&file, serde_json::to_string_pretty(&all)? + "\n")?;
    }
    show(&figures);
    println!("The same in {}.", file.display());
    Ok(())
}

/// Figures of this machine and compiler; others would not compare.
fn earlier(file: &Path) -> Map<String, Value> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    if value["machine"] != machine::describe() {
        return Map::new();
    }
    value["programs"].as_object().cloned().unwrap_or_default()
}

fn size_of_nothing() -> io::Result<u64> {
    let project = Project::new("");
    project.write("src/main.rs", "fn main() {\n    println!(\"0\");\n}\n");
    project.build(&["build", "--release"])?;
    project.size()
}

fn measure(contender: &Contender, runs: usize, empty: u64) -> io::Result<Value> {
    let project = Project::new(&contender.dependencies);
    for (name, content) in &contender.files {
        project.write(name, content);
    }
    project.fetch()?;
    let cold = |arguments: &[&str]| -> io::Result<Vec<Cost>> {
        let build = |_| {
            project.forget_builds();
            project.build(arguments)
        };
        (0..runs).map(build).collect()
    };
    let dev = cold(&["build"])?;
    let added = if contender.without_release {
        None
    } else {
        project.build(&["build", "--release"])?;
        Some(project.size()? as f64 - empty as f64)
    };
    project.build(&["check"])?;
    let again = |file: &str, content: &str| -> io::Result<Figure> {
        let check = |_| {
            project.append(file, content);
            Ok(project.build(&["check"])?.wall)
        };
        (0..5).map(check).collect::<io::Result<_>>().map(Figure::of)
    };
    let program = again("src/main.rs", "// Touched.\n")?;
    let manifest = contender.manifest.map(|file| again(file, "# Touched.\n")).transpose()?;
    let cpu = Figure::of(dev.iter().map(|cost| cost.cpu).collect());
    let wall = Figure::of(dev.iter().map(|cost| cost.wall).collect());
    Ok(json!({
        "cold dev build, CPU s": cpu.json(),
        "cold dev build, s": wall.json(),
        "crates": project.crates()?,
        "added to a stripped release binary, KiB": added.map(|bytes| bytes / 1024.0),
        "check after a change of the program, s": program.json(),
        "check after a change of the manifest, s": manifest.map(|figure| figure.json()),
    }))
}

fn show(figures: &Map<String, Value>) {
    let machine = machine::describe();
    println!("On {}.\n", machine::line(&machine));
    println!(
        "| two keys, by | cold dev build, CPU s | by the clock, s | crates | added to a release \
         binary, KiB | check after the program changed, s | after the manifest changed, s |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let number = |value: &Value| value.as_f64().map_or_else(|| "–".to_owned(), digits);
    for contender in contenders::all() {
        let Some(all) = figures.get(contender.name) else {
            println!("| {} | NOT MEASURED | | | | | |", contender.title);
            continue;
        };
        println!(
            "| {} | {} | {} | {} | {} | {} | {} |",
            contender.title,
            number(&all["cold dev build, CPU s"]["median"]),
            number(&all["cold dev build, s"]["median"]),
            all["crates"],
            number(&all["added to a stripped release binary, KiB"]),
            number(&all["check after a change of the program, s"]["median"]),
            number(&all["check after a change of the manifest, s"]["median"]),
        );
    }
    let cpu = |name: &str| figures.get(name)?["cold dev build, CPU s"]["median"].as_f64();
    let against = cpu("secretspec-smallest").zip(cpu("ours")).map(|(peer, ours)| peer / ours);
    let beyond = cpu("ours").zip(cpu("by-hand")).map(|(ours, hand)| ours - hand);
    let limits = vec![
        Limit::at_least("cold build, times cheaper than secretspec's smallest", 15.0, against),
        Limit::at_most("cold build, CPU s beyond by hand", 9.0, beyond),
        Limit::at_most("the same, the aim", 6.0, beyond),
    ];
    let results = Results { machine, rows: Vec::new(), limits, not_run: Vec::new() };
    println!("{}", results.limits_markdown());
}
