//! A process for `it/audit.rs`: asks for a secret so many times, each time with a record in the file that its first
//! argument names, and writes a byte to standard output after each that it got.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "the test that started this sees it fail")]

use std::env;
use std::fs::File;
use std::io::Write;
#[cfg(unix)]
use std::os::fd::AsFd;

use provider_credentials::{AuditLog, Loader, credentials};

credentials!("it/manifests/env.yaml");

#[cfg(unix)]
fn main() {
    let mut arguments = env::args().skip(1);
    let (path, times) = (arguments.next().unwrap(), arguments.next().unwrap());
    let log = AuditLog::builder(path).fail_closed().open().unwrap();
    let loader = Loader::isolated()
        .with_secret("first", env::var("PROBE_SECRET").unwrap())
        .with_access_observer(log);
    let creds = Credentials::load_with(&loader);
    // Without a buffer: what was written is known also of a process that was killed.
    let mut out = File::from(std::io::stdout().as_fd().try_clone_to_owned().unwrap());
    for _ in 0..times.parse::<u64>().unwrap() {
        creds.first.secret_for("the probe").unwrap();
        out.write_all(b".").unwrap();
    }
}

#[cfg(not(unix))]
fn main() {}
