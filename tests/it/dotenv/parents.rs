//! A `.env` file in the root of the workspace, and a program in the directory of a package.

use std::fs;

use provider_credentials::Loader;

use super::Env;
use crate::support::{Files, no_environment, outcome, shown};

fn workspace() -> Files {
    let files = Files::new().with("Cargo.lock", "").with(".env", "FIRST_KEY=root");
    fs::create_dir_all(files.join("crates/agent")).unwrap();
    files
}

fn loader(files: &Files) -> Loader {
    no_environment().base_dir(files.join("crates/agent"))
}

#[test]
fn one_that_lies_higher_is_said() {
    let files = workspace();
    let creds: Env = loader(&files).with_dotenv(".env").load();
    assert_eq!(
        creds.first.secret().unwrap_err().to_string(),
        "credential `first` is not loaded: environment variable `FIRST_KEY` is not set, and the `.env` file \
         is not in this directory but 2 higher; move the file here, or have it found with \
         `Loader::with_dotenv_in_parents`"
    );
}

#[test]
fn it_is_found_if_the_program_says_so() {
    let files = workspace();
    let load = || loader(&files).with_dotenv_in_parents(".env").load::<Env>();
    assert_eq!(shown(&load().first), "root");
    // The nearest counts, and alone.
    let files = workspace().with("crates/.env", "SECOND_KEY=near");
    let creds: Env = loader(&files).with_dotenv_in_parents(".env").load();
    assert_eq!(shown(&creds.second), "near");
    assert_eq!(outcome(&creds.first), Err("env_not_set"));
}

#[test]
fn nothing_above_the_root_is_looked_at() {
    let files = workspace().with("crates/Cargo.lock", "");
    let creds: Env = loader(&files).with_dotenv_in_parents(".env").load();
    let error = creds.first.secret().unwrap_err().to_string();
    assert!(error.contains("and the `.env` file does not exist;"), "{error}");
}
