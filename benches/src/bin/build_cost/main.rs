//! What a dependency costs whoever builds with it: the same job, two keys, by this project, by hand and
//! by its peers, each in a program of its own.
//!
//! `--help` says what it takes.

#![forbid(unsafe_code)]

mod columns;
mod contenders;
mod crates;
mod show;

use std::env;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;

use columns::{CHANGED_MANIFEST, CHANGED_PROGRAM, CLOCK, CPU, CRATES, OF_CRATES, RUNS, SIZE};
use contenders::Contender;
use provider_credentials_benches::arguments::Usage;
use provider_credentials_benches::machine;
use provider_credentials_benches::project::{Cost, Project};
use provider_credentials_benches::published::Published;
use provider_credentials_benches::rounds::Figure;
use serde_json::{Map, Value, json};

const DEFAULT_RUNS: NonZeroUsize = NonZeroUsize::new(3).expect("no zero");

const USAGE: Usage = Usage {
    text: "\
Usage: build_cost [--only NAME,NAME…] [--runs N] [--crates]

  --only    builds these, the others keep the figures of an earlier run; a name that is none shows
            them all
  --runs    how often each is built, 3 unless told (secretspec: once)
  --crates  builds each once more, and shows what each of its crates takes",
    flags: &["crates"],
    options: &["only", "runs"],
    takes_words: false,
};

fn main() -> io::Result<ExitCode> {
    if let Some(code) = crates::wrapped() {
        return Ok(code);
    }
    let arguments = USAGE.read();
    let runs = arguments.value("runs").map_or(Ok(DEFAULT_RUNS), str::parse);
    let runs = runs.unwrap_or_else(|_| USAGE.refuse("`--runs` takes a number from 1"));
    let contenders = contenders::all(&Published::now()?);
    let only = arguments.value("only").map(|only| only.split(',').collect::<Vec<_>>());
    let names: Vec<&str> = contenders.iter().map(|contender| contender.name).collect();
    if let Some(unknown) = only.iter().flatten().find(|name| !names.contains(name)) {
        USAGE.refuse(&format!("`{unknown}` is none of {}", names.join(", ")));
    }
    let wanted = |name: &str| only.as_ref().is_none_or(|only| only.contains(&name));
    // Beside the program, in the target directory.
    let file = env::current_exe()?.with_file_name("build_cost.json");
    let mut figures = earlier(&file);
    let empty = size_of_nothing()?;
    let mut now = Vec::new();
    for contender in contenders.iter().filter(|contender| wanted(contender.name)) {
        eprintln!("building {}", contender.name);
        let runs = if contender.heavy { 1 } else { runs.get() };
        match measure(contender, runs, empty, arguments.has("crates")) {
            Ok(measured) => {
                figures.insert(contender.name.to_owned(), measured);
                now.push(contender.name);
            }
            Err(error) => eprintln!("NOT MEASURED: {}: {error}", contender.name),
        }
        let all = json!({ "machine": machine::describe(), "programs": figures });
        fs::write(&file, serde_json::to_string_pretty(&all)? + "\n")?;
    }
    let results = show::show(&contenders, &figures, &now);
    println!("The same in {}.", file.display());
    Ok(results.exit_code())
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
        RUNS: runs,
        OF_CRATES: of_crates,
        SIZE: added.map(|bytes| bytes / 1024.0),
        CHANGED_PROGRAM: program.json(),
        CHANGED_MANIFEST: manifest.map(|figure| figure.json()),
    }))
}
