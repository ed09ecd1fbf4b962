//! What each crate of a build takes. This program is cargo's wrapper around rustc then, and logs what
//! each rustc took, its linker included.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::process::{Command, ExitCode};

use provider_credentials_benches::project::{Project, children_cpu};

/// The file for the log; where it is set, this program is the wrapper.
const LOG: &str = "BUILD_COST_LOG";

/// Runs the rustc that cargo asks for, where this is the wrapper.
pub(crate) fn wrapped() -> Option<ExitCode> {
    let log = env::var_os(LOG)?;
    let mut arguments = env::args_os().skip(1);
    let status = Command::new(arguments.next()?).args(arguments).status().expect("rustc");
    // Cargo also asks for rustc's version: that belongs to no package.
    if let (Ok(package), Ok(cpu)) = (env::var("CARGO_PKG_NAME"), children_cpu()) {
        let mut log = OpenOptions::new().append(true).create(true).open(log).expect("the log");
        // One write, because several rustc run at once.
        log.write_all(format!("{package} {cpu}\n").as_bytes()).expect("a line of the log");
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// What a cold build without optimization does besides compiling: cargo, and build scripts that run.
pub(crate) const REST: &str = "cargo, and build scripts as they run";

/// Seconds of all processors in a cold build, by package: its library and its build script, and of the
/// program also the linker.
pub(crate) fn measure(project: &Project) -> io::Result<BTreeMap<String, f64>> {
    let log = project.path().join("crates.log");
    let wrapper = env::current_exe()?;
    let (Some(log_text), Some(wrapper)) = (log.to_str(), wrapper.to_str()) else {
        return Err(io::Error::other("a path that is no text"));
    };
    project.forget_builds();
    let all = project.build_with(&["build"], &[("RUSTC_WRAPPER", wrapper), (LOG, log_text)])?;
    let mut crates = by_package(&fs::read_to_string(&log)?);
    let compiled: f64 = crates.values().sum();
    crates.insert(REST.to_owned(), all.cpu - compiled);
    Ok(crates)
}

fn by_package(log: &str) -> BTreeMap<String, f64> {
    let mut crates = BTreeMap::new();
    for (package, cpu) in log.lines().filter_map(|line| line.split_once(' ')) {
        *crates.entry(package.to_owned()).or_default() += cpu.parse().unwrap_or(0.0);
    }
    crates
}
