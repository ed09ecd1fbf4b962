//! What the macro and its code cost rustc, by the number of credentials: the macro itself, a check, a
//! build, and lines of LLVM's language.
//!
//! `--help` says what it takes.

#![forbid(unsafe_code)]

mod expander;
mod llvm_lines;

use std::env;
use std::io;
use std::process::ExitCode;

use expander::Expander;
use provider_credentials_benches::arguments::Usage;
use provider_credentials_benches::huge;
use provider_credentials_benches::limit::Limit;
use provider_credentials_benches::manifest::{Kind, SIZES};
use provider_credentials_benches::project::Project;
use provider_credentials_benches::published::Published;
use provider_credentials_benches::rounds::Figure;
use provider_credentials_benches::table::{Results, Row};

const MANIFEST: &str = "provider_credentials.yaml";

const USAGE: Usage = Usage {
    text: "\
Usage: expansion [--huge]

  --huge    also 10,000 credentials, but for the optimized build",
    flags: &["huge"],
    options: &[],
    takes_words: false,
};

fn main() -> io::Result<ExitCode> {
    let huge = USAGE.read().has("huge").then_some(huge::SIZE);
    let sizes: Vec<usize> = SIZES.into_iter().chain(huge).collect();
    let published = Published::now()?;
    let expander = Expander::build(&published)?;
    let program = Project::new(&published.dependency("provider-credentials", ""));
    program.write("src/main.rs", PROGRAM);
    program.write(MANIFEST, &Kind::Env.manifest(0, false));
    program.fetch()?;
    let mut results = Results::default();
    for config in [false, true] {
        let mut lines = Vec::new();
        for &size in &sizes {
            eprintln!("expanding {size}, config: {config}");
            let manifest = Kind::Env.manifest(size, config);
            let what = name(size, config);
            let mut add = |who: &str, figure, unit| {
                let (what, who) = (what.clone(), who.to_owned());
                results.rows.push(Row { what, who, figure, unit, ratio: None });
            };
            add(MACRO, expander.time(&manifest)?, "ms");
            program.write(MANIFEST, &manifest);
            let times = match size {
                0..=100 => 9, // a hundredth of a second is a tenth of it
                101..=1000 => 3,
                _ => 1,
            };
            for (who, arguments) in BUILDS {
                // LLVM takes more than a minute for 10,000.
                if size > 1000 && who == BUILDS[2].0 {
                    continue;
                }
                add(who, again(&program, arguments, times)?, "CPU s");
            }
            if size <= 1000 {
                lines.push((size, llvm_lines::count(&program)?));
            }
        }
        let [.., (few, before), (many, after)] = lines[..] else { unreachable!("four sizes") };
        let each = (after - before) as f64 / (many - few) as f64;
        results.rows.push(Row::exact(lines_name(config), "all generated code", each, "lines"));
        for who in [MACRO, BUILDS[0].0, BUILDS[1].0, BUILDS[2].0] {
            limit(&mut results, config, who);
        }
    }
    results.publish(&env::current_exe()?.with_file_name("expansion.json"))?;
    Ok(results.exit_code())
}

/// The macro at 1,000 against at 100 credentials, less what one costs.
fn limit(results: &mut Results, config: bool, who: &str) {
    let time = |size| results.row(&name(size, config), who).map(|row| row.figure.median);
    let growth = || Some((time(1000)? - time(1)?) / (time(100)? - time(1)?) / (999.0 / 99.0));
    let with = if config { ", with `config`" } else { "" };
    // A check of 100 takes few hundredths of a second more than one of 1: a small error shows.
    results.limits.push(Limit::at_most(format!("linear: {who}{with}"), 1.5, growth()));
}

const MACRO: &str = "the macro";

const BUILDS: [(&str, &[&str]); 3] = [
    ("`cargo check`", &["check"]),
    ("`cargo build`", &["build"]),
    ("`cargo build --release`", &["build", "--release"]),
];

fn name(size: usize, config: bool) -> String {
    format!("expand {size}{}", if config { ", with `config`" } else { "" })
}

fn lines_name(config: bool) -> String {
    let with = if config { ", with `config`" } else { "" };
    format!("LLVM lines for each credential{with}")
}

const PROGRAM: &str = "\
provider_credentials::credentials!(\"provider_credentials.yaml\");

fn main() {
    println!(\"{}\", Credentials::load().loaded_ids().len());
}
";

/// Builds of the program alone: the first builds its dependencies, unless that was done for fewer
/// credentials.
fn again(program: &Project, arguments: &[&str], times: usize) -> io::Result<Figure> {
    // An incremental build hides how the work grows.
    let full = [("CARGO_INCREMENTAL", "0")];
    if times > 1 {
        program.build_with(arguments, &full)?;
    }
    let build = |_| {
        program.append("src/main.rs", "// Touched.\n");
        Ok(program.build_with(arguments, &full)?.cpu)
    };
    (0..times).map(build).collect::<io::Result<_>>().map(Figure::of)
}
