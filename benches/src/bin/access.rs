//! Instructions of `creds.x.secret()` with feature `access` and nobody who is asked: at most one branch more than the
//! baseline has without it, and what that compares. Ends with 1 where there are more.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program")]

use std::env;
use std::process::ExitCode;

use provider_credentials_benches::callgrind::{self, ACCESS};
use serde_json::Value;

/// To compare with nothing, in memory, and to branch.
const BRANCH: f64 = 2.0;

fn main() -> ExitCode {
    let Some(valgrind) = callgrind::valgrind() else {
        eprintln!("valgrind is not installed");
        return ExitCode::from(2);
    };
    let program = env::current_exe().expect("this program").with_file_name("scenario");
    let baseline: Value = serde_json::from_str(include_str!("../../baseline.json")).expect("JSON");
    let without = baseline["instructions"][ACCESS.name].as_f64().expect("a count");
    let with = ACCESS.count(&valgrind, &program);
    println!(
        "`secret()`: {:.0} instructions with feature `access`, {:.0} of them atomic, and {without:.0} without",
        with.instructions, with.locked
    );
    let holds = with.instructions <= without + BRANCH && with.locked == 0.0;
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
