//! What a load of 100 credentials from one token costs, beside the same calls in C: at most 1.2 times as much.
//!
//! `cargo bench -p provider-credentials-pkcs11`, for which `SoftHSM`, `pkcs11-tool` and a C compiler are needed. Times
//! are processor time of the process; the best of many rounds counts, because what else runs on the machine only adds.

#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::similar_names,
    reason = "a program"
)]

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};

use provider_credentials_core::Loader;
use provider_credentials_core::testing::load_all_from;
use provider_credentials_pkcs11::{OPENER, Pkcs11Builder, Pkcs11Pin};
use provider_credentials_test_servers::SoftHsm;
use rustix::time::{ClockId, clock_gettime};

const ROUNDS: usize = 20;
const PIN: &str = "pin-of-the-bench";
const BOUND: f64 = 1.2;

fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        Some("rounds") => {
            rounds(Path::new(&env::args().nth(2).unwrap()));
            ExitCode::SUCCESS
        }
        _ => compare(),
    }
}

/// In a process of its own, whose environment names the tokens.
fn rounds(library: &Path) {
    let source = Pkcs11Builder::new().module(library).pin(Pkcs11Pin::given(PIN)).build().unwrap();
    let loader = Loader::new().with_source("pkcs11", source);
    let uri = |number| format!("pkcs11:token=bench;object=key-{number}").leak() as &str;
    let all: Vec<_> = (0..100).map(|number| vec![("uri", uri(number))]).collect();
    for _ in 0..=ROUNDS {
        let before = clock_gettime(ClockId::ProcessCPUTime);
        let loaded = load_all_from(&OPENER, &all, &loader);
        let after = clock_gettime(ClockId::ProcessCPUTime);
        assert!(loaded.iter().all(|credential| credential.secret().is_ok()));
        let seconds = (after.tv_sec - before.tv_sec) * 1_000_000_000;
        println!("{}", seconds + after.tv_nsec - before.tv_nsec);
    }
}

fn compare() -> ExitCode {
    let test = "the benchmark of tokens";
    let Some(hsm) = SoftHsm::for_test(test).and_then(|hsm| hsm.with_token(test, "bench", PIN))
    else {
        return ExitCode::SUCCESS;
    };
    for number in 0..100 {
        let value = format!("an example of a key that has forty letters {number}");
        hsm.put("bench", PIN, &format!("key-{number}"), value.as_bytes());
    }
    let program = hsm.conf().with_file_name("token");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/token.c");
    let mut cc = Command::new("cc");
    cc.args(["-O2", "-w", "-o"]).arg(&program).arg(source).arg("-ldl");
    assert!(cc.status().unwrap().success());
    let library = hsm.library().to_str().unwrap();
    let rounds = ROUNDS.to_string();
    let best = |program: &Path, arguments: &[&str]| {
        let mut command = Command::new(program);
        let output = command.args(arguments).env("SOFTHSM2_CONF", hsm.conf()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        // The first loads the library.
        text.lines().skip(1).map(|line| line.parse::<f64>().unwrap()).fold(f64::MAX, f64::min)
    };
    let here = env::current_exe().unwrap();
    let (mut ours, mut in_c) = (f64::MAX, f64::MAX);
    for _ in 0..3 {
        in_c = in_c.min(best(&program, &[library, "bench", PIN, &rounds]));
        ours = ours.min(best(&here, &["rounds", library]));
    }
    let ratio = ours / in_c;
    let held = if ratio <= BOUND { "held" } else { "NOT held" };
    println!("100 credentials of one token: {:.2} ms", ours / 1e6);
    println!("the same calls in C:          {:.2} ms", in_c / 1e6);
    println!("ratio {ratio:.2}, at most {BOUND}: {held}");
    if ratio <= BOUND { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
