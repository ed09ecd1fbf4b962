//! What a load of 100 credentials from one TPM costs, beside the same calls in C: at most 1.2 times as much.
//!
//! `cargo bench -p provider-credentials-tpm`, for which `swtpm`, tpm2-tools, libtss2-dev and a C compiler are needed. The
//! best of many rounds counts, because what else runs on the machine only adds. To a TPM in software, the library in C
//! opens a connection for each command, which is most of its time; to a device it does not.

#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::similar_names,
    reason = "a program"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use provider_credentials_core::testing::load_all_from;
use provider_credentials_core::{AnyCredential, Loader};
use provider_credentials_test_servers::{Swtpm, not_run};
use provider_credentials_tpm::OPENER;

const COUNT: usize = 100;
const ROUNDS: usize = 12;
const BOUND: f64 = 1.2;

fn main() -> ExitCode {
    let name = "the benchmark of the TPM";
    let Some(tpm) = Swtpm::for_test(name) else { return ExitCode::SUCCESS };
    tpm.seal("a", "an example of a key", "");
    let copy = |number: usize, end: &str| -> &'static str {
        let copy = format!("{number}.{end}");
        fs::copy(tpm.path().join(format!("a.{end}")), tpm.path().join(&copy)).unwrap();
        copy.leak()
    };
    let all: Vec<_> = (0..COUNT)
        .map(|number| vec![("sealed", copy(number, "pub")), ("private", copy(number, "priv"))])
        .collect();
    let loader =
        Loader::new().with_environment([("TPM2TOOLS_TCTI", tpm.tcti())]).base_dir(tpm.path());
    let program = tpm.path().join("esys");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/esys.c");
    let mut cc = Command::new("cc");
    cc.arg("-O2").arg("-o").arg(&program).arg(source);
    cc.args(["-ltss2-esys", "-ltss2-mu", "-ltss2-tctildr"]);
    if !cc.output().is_ok_and(|output| output.status.success()) {
        not_run(name, "there is no C compiler, or no libtss2-dev");
        return ExitCode::SUCCESS;
    }
    let (mut ours, mut in_c) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let since = Instant::now();
        let answers = load_all_from(&OPENER, &all, &loader);
        ours = ours.min(since.elapsed());
        assert!(answers.iter().all(AnyCredential::is_loaded));
        let mut command = Command::new(&program);
        command.args([&tpm.tcti(), &COUNT.to_string()]).current_dir(tpm.path());
        let output = command.output().unwrap();
        let micros: u64 = String::from_utf8_lossy(&output.stdout).trim().parse().unwrap();
        in_c = in_c.min(Duration::from_micros(micros));
    }
    let ratio = ours.as_secs_f64() / in_c.as_secs_f64();
    let held = if ratio <= BOUND { "held" } else { "NOT held" };
    println!("{COUNT} credentials of one TPM: {ours:?}");
    println!("the same calls in C:        {in_c:?}");
    println!("ratio {ratio:.2}, at most {BOUND}: {held}");
    if ratio <= BOUND { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
