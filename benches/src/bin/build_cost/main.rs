//! What a dependency costs whoever builds with it: the same job, two keys, by this project, by hand and
//! by its peers, each in a program of its own.
//!
//! `--only NAME,…` builds some (the others keep the figures of an earlier run), `--runs N` sets how often
//! each is built (3 unless told, heavy ones once), `--crates` builds each once more and shows what each
//! of its crates takes.

#![forbid(unsafe_code)]

mod contenders;
mod crates;
mod show;

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use contenders::Contender;
use provider_credentials_benches::machine;
use provider_credentials_benches::project::{Cost, Project};
use provider_credentials_benches::published::Published;
use provider_credentials_benches::rounds::Figure;
use serde_json::{Map, Value, json};

fn main() -> io::Result<ExitCode> {
    if let Some(code) = crates::wrapped() {
        return Ok(code);
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let only = value("--only");
    let runs = value("--runs").map_or(3, |runs| runs.parse().expect("a number"));
    let with_crates = arguments.iter().any(|argument| argument == "--crates");
    let wanted = |name: &str| only.as_ref().is_none_or(|only| only.split(',').any(|o| o == name));
    // Beside the program, in the target directory.
    let file = env::current_exe()?.with_file_name("build_cost.json");
    let mut figures = earlier(&file);
    let contenders = contenders::all(&Published::now()?);
    let empty = size_of_nothing()?;
    for contender in contenders.iter().filter(|contender| wanted(contender.name)) {
        eprintln!("building {}", contender.name);
        let runs = if contender.heavy { 1 } else { runs };
        match measure(contender, runs, empty, with_crates) {
            Ok(measured) => drop(figures.insert(contender.name.to_owned(), measured)),
            Err(error) => eprintln!("NOT MEASURED: {}: {error}", contender.name),
        }
        let all = json!({ "machine": machine::describe(), "programs": figures });
        fs::write(&file, serde_json::to_string_pretty(&all)? + "\n")?;
    }
    let results = show::show(&contenders, &figures);
    println!("The same in {}.", file.display());
    Ok(results.exit_code())
}

const CPU: &str = "cold dev build, CPU s";
const CLOCK: &str = "cold dev build, s";
const CRATES: &str = "crates";
const SIZE: &str = "added to a stripped release binary, KiB";
const CHANGED_PROGRAM: &str = "check after a change of the program, s";
const CHANGED_MANIFEST: &str = "check after a change of the manifest, s";
const OF_CRATES: &str = "crates of one cold dev build, CPU s";

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

fn measure(contender: &Contender, runs: usize, empty: u64, with_crates: bool) -> io::Result<Value> {
    let project = Project::new(&contender.dependencies);
    project.write("src/main.rs", Contender::MAIN);
    project.write("src/load.rs", &contender.load);
    if let Some((name, content)) = contender.manifest {
        project.write(name, content);
    }
    project.fetch()?;
    let cold = |_| {
        project.forget_builds();
        project.build(&["build"])
    };
    let dev = (0..runs).map(cold).collect::<io::Result<Vec<Cost>>>()?;
    let of_crates = with_crates.then(|| crates::measure(&project)).transpose()?;
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
    let manifest = contender.manifest.map(|(file, _)| again(file, "# Touched.\n")).transpose()?;
    let cpu = Figure::of(dev.iter().map(|cost| cost.cpu).collect());
    let wall = Figure::of(dev.iter().map(|cost| cost.wall).collect());
    Ok(json!({
        CPU: cpu.json(),
        CLOCK: wall.json(),
        CRATES: project.crates()?,
        OF_CRATES: of_crates,
        SIZE: added.map(|bytes| bytes / 1024.0),
        CHANGED_PROGRAM: program.json(),
        CHANGED_MANIFEST: manifest.map(|figure| figure.json()),
    }))
}
