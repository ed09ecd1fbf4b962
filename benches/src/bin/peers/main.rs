//! Loading, by this project and by its peers, each a process of its own, in turns.
//!
//! `--help` says what it takes.

#![forbid(unsafe_code)]

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use provider_credentials_benches::arguments::Usage;
use provider_credentials_benches::compare::OURS;
use provider_credentials_benches::fixtures::{self, secret, write_secret};
use provider_credentials_benches::manifest::{Kind, SIZES, variable};
use provider_credentials_benches::project::Project;
use provider_credentials_benches::rounds::Figure;
use provider_credentials_benches::table::{Results, Row};
use tempfile::TempDir;

/// What a peer does, and the kind of ours that does the same.
const PEERS: [(&str, &str, Kind); 5] = [
    ("figment-env", "`figment`, `Env`", Kind::Env),
    ("secretspec-env", "`secretspec`, env", Kind::Env),
    ("secretspec-dotenv", "`secretspec`, dotenv", Kind::Env),
    ("secretspec-file", "`secretspec`, file", Kind::Text),
    ("config-yaml", "`config`, YAML", Kind::Yaml),
];

const ROUNDS: usize = 9;

const USAGE: Usage = Usage {
    text: "\
Usage: peers [--without-secretspec]

  --without-secretspec  leaves out the one that takes minutes to build",
    flags: &["without-secretspec"],
    options: &[],
    takes_words: false,
};

fn main() -> io::Result<()> {
    let without = USAGE.read().has("without-secretspec");
    let ours = env::current_exe()?.with_file_name("scenario");
    eprintln!("building the peers");
    let light = build(include_str!("programs/light.rs"), LIGHT)?;
    let secretspec =
        if without { None } else { Some(build(include_str!("programs/secretspec.rs"), HEAVY)?) };
    let mut results = Results::default();
    for kind in [Kind::Env, Kind::Text, Kind::Yaml] {
        for size in SIZES {
            eprintln!("loading {size} of {}", kind.name());
            let files = fixtures::files(kind, size);
            others(kind, size, &files)?;
            let mut programs: Vec<(&str, PathBuf, Vec<&str>)> =
                vec![(OURS, ours.clone(), vec!["times", kind.name()])];
            for (name, title, _) in PEERS.into_iter().filter(|(_, _, same)| *same == kind) {
                let of_secretspec = name.starts_with("secretspec");
                let project = if of_secretspec { secretspec.as_ref() } else { Some(&light) };
                if let Some(project) = project {
                    let program = project.target().join("release/program");
                    programs.push((title, program, vec![name]));
                }
            }
            compare(&mut results, kind, size, &programs, files.path())?;
        }
    }
    if without {
        results.not_run.push("`secretspec`: left out".to_owned());
    }
    results.publish(&env::current_exe()?.with_file_name("peers.json"))
}

/// Each program once a round; each gives the time of its second load and of those after it.
fn compare(
    results: &mut Results,
    kind: Kind,
    size: usize,
    programs: &[(&str, PathBuf, Vec<&str>)],
    directory: &Path,
) -> io::Result<()> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); programs.len()];
    for _ in 0..ROUNDS {
        for ((name, program, arguments), times) in programs.iter().zip(&mut times) {
            let mut command = Command::new(program);
            fixtures::with_variables(&mut command, kind, size);
            let output =
                command.args(arguments).arg(size.to_string()).current_dir(directory).output()?;
            let text = String::from_utf8_lossy(&output.stdout);
            let time = text.trim().parse::<f64>().map_err(|_| {
                let error = String::from_utf8_lossy(&output.stderr).into_owned();
                io::Error::other(format!("{name} gave no time: {error}"))
            })?;
            times.push(time);
        }
    }
    let what = format!("load {} {size}", kind.name());
    for ((name, ..), own) in programs.iter().zip(&times) {
        let ratio = own.iter().zip(&times[0]).map(|(own, first)| own / first).collect();
        results.rows.push(Row {
            what: what.clone(),
            who: (*name).to_owned(),
            figure: Figure::of(own.clone()),
            unit: "µs",
            ratio: Some(Figure::of(ratio)),
        });
    }
    Ok(())
}

fn build(load: &str, dependencies: &str) -> io::Result<Project> {
    let project = Project::new(&format!("{CLOCK}{dependencies}"));
    project.write("src/main.rs", include_str!("programs/main.rs"));
    project.write("src/clock.rs", include_str!("../../clock.rs"));
    project.write("src/load.rs", load);
    project.fetch()?;
    project.build(&["build", "--release"])?;
    Ok(project)
}

/// What only peers read: the same secrets in a `.env` file, and where `secretspec` looks for files.
fn others(kind: Kind, size: usize, files: &TempDir) -> io::Result<()> {
    let names = |index| (variable(index), secret(index));
    if kind == Kind::Env {
        let lines = (0..size).map(names).map(|(name, secret)| format!("{name}={secret}\n"));
        write_secret(&files.path().join(".env"), &lines.collect::<String>())?;
    }
    if kind == Kind::Text {
        let directory = files.path().join("bench/default");
        fs::create_dir_all(&directory)?;
        for (name, secret) in (0..size).map(names) {
            write_secret(&directory.join(name), &secret)?;
        }
    }
    Ok(())
}

const LIGHT: &str = "\
figment = { version = \"0.10\", features = [\"env\"] }
config = { version = \"0.15\", default-features = false, features = [\"yaml\"] }
";

const HEAVY: &str = "secretspec = { version = \"0.21\", default-features = false }\n";

const CLOCK: &str = "rustix = { version = \"1\", features = [\"time\"] }\n";
