//! A process for the tests in `it/` to look into: it does what its arguments say, loads, tells where
//! each secret is and what there is to say about it, and waits for a line; then it drops them, tells
//! so, and waits again.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "the test that started this sees it fail")]

use std::env;
use std::io::{Write, stdin, stdout};

use provider_credentials::{
    ExposeSecret, Loader, Permissions, Secret, Source, SourceRequest, credentials, harden_process,
};

credentials!("it/manifests/protected.yaml", struct Protected);

fn main() {
    let given = env::var("PROBE_GIVEN").unwrap();
    let mut loader = Loader::new().with_source("store", Store).with_secret("given", given);
    for argument in env::args().skip(1) {
        match argument.as_str() {
            "harden" => say(&harden_process().to_string()),
            "warn" => loader = loader.permissions(Permissions::Warn),
            "lock" => loader = loader.lock_memory(),
            unknown => panic!("no such argument: {unknown}"),
        }
    }
    let creds = Protected::load_with(&loader);
    for credential in &creds {
        match credential.secret() {
            Ok(secret) => {
                let address = secret.expose_secret().as_ptr();
                say(&format!("{address:p} {:?}", credential.metadata().warnings()));
            }
            Err(error) => say(error.code()),
        }
    }
    wait();
    drop(creds);
    say("dropped");
    wait();
}

struct Store;

impl Source for Store {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer(Ok(Secret::from(env::var("PROBE_FETCHED").unwrap())));
        }
    }
}

fn say(line: &str) {
    let mut out = stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

fn wait() {
    stdin().read_line(&mut String::new()).unwrap();
}
