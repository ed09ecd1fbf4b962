//! A program that takes its credentials' variables out of its environment, and says what is left there
//! and in that of a child.

#![deny(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "the test that started this sees it fail")]

use std::env;
use std::process::Command;
use std::thread;
use std::time::Duration;

use provider_credentials::{Loader, Source, SourceRequest, credentials};

credentials!("it/manifests/removed.yaml", struct Removed);

/// Does not answer while this program runs.
struct Slow;

impl Source for Slow {
    fn fetch(&self, _: &mut [SourceRequest]) {
        thread::sleep(Duration::from_secs(60));
    }
}

fn main() {
    let mode = env::args().nth(1).unwrap();
    let loader = Loader::new().with_secret(RemovedId::Given, "given");
    match mode.as_str() {
        "child" => return println!("child: {}", variables()),
        "keep" => load(&loader),
        "remove" => load(&removing(loader)),
        "again" => {
            load(&removing(loader));
            load(&Loader::new());
        }
        "other_environment" => load(&removing(loader.with_environment([("SHARED_KEY", "other")]))),
        "dotenv" => {
            let loader = removing(loader.with_dotenv("dotenv"));
            load(&loader);
            load(&loader);
        }
        "slow" => {
            let loader = loader.with_source("slow", Slow).source_timeout(Duration::from_millis(10));
            let loader = removing(loader);
            load(&loader);
            let creds = Removed::load_with(&loader);
            let metadata = creds.first.metadata();
            println!("{}", metadata.warning().unwrap());
        }
        unknown => panic!("no such mode: {unknown}"),
    }
    println!("here: {}", variables());
    assert!(Command::new(env::current_exe().unwrap()).arg("child").status().unwrap().success());
}

#[expect(unsafe_code, reason = "it is what is tested")]
fn removing(loader: Loader) -> Loader {
    // SAFETY: this program has one thread.
    unsafe { loader.remove_loaded_variables() }
}

fn load(loader: &Loader) {
    let creds = Removed::load_with(loader);
    let how = creds.iter().map(|credential| match credential.secret() {
        Ok(_) => "loaded",
        Err(error) => error.code(),
    });
    println!("{}", how.collect::<Vec<_>>().join(" "));
}

fn variables() -> String {
    let mut names: Vec<String> =
        env::vars_os().map(|(name, _)| name.into_string().unwrap()).collect();
    names.sort();
    names.join(" ")
}
