//! What the macro and its code cost rustc, by the number of credentials: the macro itself, a check, a
//! build, and lines of LLVM's language.
//!
//! `--huge` adds 10,000, without the optimized build.

#![forbid(unsafe_code)]

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use provider_credentials_benches::huge;
use provider_credentials_benches::manifest::{Kind, SIZES};
use provider_credentials_benches::project::Project;
use provider_credentials_benches::rounds::Figure;
use provider_credentials_benches::table::{Limit, Results, Row};

const MANIFEST: &str = "provider_credentials.yaml";

fn main() -> io::Result<()> {
    let mut sizes = SIZES.to_vec();
    sizes.extend(env::args().any(|argument| argument == "--huge").then_some(huge::SIZE));
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
    let expander = expander(workspace)?;
    let runtime = workspace.join("runtime");
    let program =
        Project::new(&format!("provider-credentials = {{ path = '{}' }}\n", runtime.display()));
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
            add(MACRO, time_of_macro(&expander, &manifest)?, "ms");
            program.write(MANIFEST, &manifest);
            let times = if size > 1000 { 1 } else { 3 };
            for (who, arguments) in BUILDS {
                // LLVM takes more than a minute for 10,000.
                if size > 1000 && who == BUILDS[2].0 {
                    continue;
                }
                add(who, again(&program, arguments, times)?, "CPU s");
            }
            if size <= 1000 {
                lines.push((size, llvm_lines(&program)?));
            }
        }
        let [.., (few, before), (many, after)] = lines[..] else { unreachable!("four sizes") };
        let each = (after - before) as f64 / (many - few) as f64;
        results.rows.push(Row::exact(lines_name(config), "all generated code", each, "lines"));
        for who in [MACRO, BUILDS[0].0, BUILDS[1].0, BUILDS[2].0] {
            limit(&mut results, config, who);
        }
    }
    results.publish(&env::current_exe()?.with_file_name("expansion.json"))
}

/// The macro at 1,000 against at 100 credentials, less what one costs.
fn limit(results: &mut Results, config: bool, who: &str) {
    let time = |size| results.row(&name(size, config), who).map(|row| row.figure.median);
    let growth = || Some((time(1000)? - time(1)?) / (time(100)? - time(1)?) / (999.0 / 99.0));
    let with = if config { ", with `config`" } else { "" };
    // A check of 100 takes few hundredths of a second more than one of 1, and that is the clock's step.
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

/// A program with the generator, built as cargo builds macros: not optimized.
fn expander(workspace: &Path) -> io::Result<Project> {
    let codegen = workspace.join("macros/codegen");
    let dependency =
        format!("provider-credentials-codegen = {{ path = '{}' }}\n", codegen.display());
    let project = Project::new(&(dependency + CLOCK));
    project.write("src/main.rs", EXPANDER);
    project.fetch()?;
    project.build(&["build"])?;
    Ok(project)
}

const CLOCK: &str = "rustix = { version = \"1\", features = [\"time\"] }\n";

const EXPANDER: &str = "\
use provider_credentials_codegen::{Options, SourceFile, generate};
use rustix::time::{ClockId, clock_gettime};

fn processor_milliseconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn main() {
    let manifest = std::fs::read_to_string(\"manifest.yaml\").unwrap();
    for _ in 0..15 {
        let text = manifest.clone();
        let start = processor_milliseconds();
        let code = generate(SourceFile::new(\"manifest.yaml\", text), &Options::default());
        println!(\"{}\", processor_milliseconds() - start);
        assert!(code.is_ok());
    }
}
";

/// Milliseconds from text to tokens.
fn time_of_macro(expander: &Project, manifest: &str) -> io::Result<Figure> {
    expander.write("manifest.yaml", manifest);
    let program = expander.target().join("debug/program");
    let output = Command::new(program).current_dir(expander.path()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let times: Result<Vec<f64>, _> = text.lines().map(str::parse).collect();
    times.map(Figure::of).map_err(io::Error::other)
}

/// Lines in the bodies of all functions of the program, before LLVM optimizes, as `cargo llvm-lines`
/// counts them.
fn llvm_lines(program: &Project) -> io::Result<usize> {
    let directory = program.target().join("release/deps");
    if directory.exists() {
        for file in llvm_files(&directory)? {
            fs::remove_file(file)?;
        }
    }
    program.append("src/main.rs", "// Touched.\n");
    let compiler = ["--", "--emit=llvm-ir", "-Cno-prepopulate-passes", "-Ccodegen-units=1"];
    program.run(&[&["rustc", "--release", "--offline"][..], &compiler].concat())?;
    let mut lines = 0;
    for file in llvm_files(&directory)? {
        let text = fs::read_to_string(file)?;
        let mut inside = false;
        for line in text.lines() {
            inside = inside && line != "}";
            lines += usize::from(inside);
            inside = inside || line.starts_with("define ");
        }
    }
    if lines == 0 { Err(io::Error::other("rustc wrote no LLVM lines")) } else { Ok(lines) }
}

fn llvm_files(directory: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let files = fs::read_dir(directory)?.map(|entry| entry.map(|entry| entry.path()));
    let files: io::Result<Vec<_>> = files.collect();
    Ok(files?.into_iter().filter(|file| file.extension().is_some_and(|end| end == "ll")).collect())
}
