//! `Loader::remove_loaded_variables`, in a process of its own.

use std::process::Command;

use crate::support::Files;

const ALL: &str = "BLANK_KEY BOTH_KEY BOTH_KEY_FILE FALLBACK_KEY GIVEN_KEY KEY_DIR NOT_ASKED_FOR_KEY \
    OTHER SHARED_KEY TWIN_KEY_FILE";

/// What it prints about the load, and then what is left in its environment and in a child's.
fn run(mode: &str) -> (String, String) {
    let files = Files::new()
        .with("secret.txt", "from a file")
        .with("twin", "from a twin")
        .with("dotenv", "SHARED_KEY=dotenv\nFALLBACK_KEY=dotenv\n");
    let output = Command::new(env!("CARGO_BIN_EXE_env_removal"))
        .arg(mode)
        .env_clear()
        .envs([("SHARED_KEY", "shared-secret"), ("BOTH_KEY", "both"), ("BOTH_KEY_FILE", "twin")])
        .envs([("BLANK_KEY", " "), ("GIVEN_KEY", "unused"), ("NOT_ASKED_FOR_KEY", "unused")])
        .envs([("FALLBACK_KEY", "fallback"), ("TWIN_KEY_FILE", "twin"), ("OTHER", "other")])
        .env("KEY_DIR", files.path())
        .current_dir(files.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let (loads, left) = text.split_once("here: ").unwrap();
    let (here, child) = left.split_once("\nchild: ").unwrap();
    assert_eq!(here, child.trim_end(), "a child inherits what is here");
    (loads.to_owned(), here.to_owned())
}

fn all_but(removed: &[&str]) -> String {
    let left = ALL.split_ascii_whitespace().filter(|name| !removed.contains(name));
    left.collect::<Vec<_>>().join(" ")
}

const LOADED: &str = "loaded loaded env_and_file_both_set loaded env_empty loaded loaded \
    source_not_registered loaded\n";

#[test]
fn what_became_a_secret_is_removed_and_nothing_else() {
    assert_eq!(run("keep"), (LOADED.to_owned(), ALL.to_owned()));
    assert_eq!(run("remove"), (LOADED.to_owned(), all_but(&["SHARED_KEY", "FALLBACK_KEY"])));
}

#[test]
fn a_second_load_finds_it_unset() {
    let (loads, _) = run("again");
    let second = "env_not_set env_not_set env_and_file_both_set loaded env_empty loaded loaded \
        source_not_registered not_found_in_sources\n";
    assert_eq!(loads, format!("{LOADED}{second}"));
}

#[test]
fn another_environment_is_not_the_process_s() {
    let (loads, left) = run("other_environment");
    assert!(loads.starts_with("loaded loaded env_not_set"), "{loads}");
    assert_eq!(left, ALL);
}

#[test]
fn a_dotenv_file_stays_as_it_is() {
    let (loads, left) = run("dotenv");
    assert_eq!(loads, LOADED.repeat(2));
    assert_eq!(left, all_but(&["SHARED_KEY", "FALLBACK_KEY"]));
}

#[test]
fn while_a_source_is_still_running_nothing_is_removed_and_that_is_said() {
    let (loads, left) = run("slow");
    let loads: Vec<&str> = loads.lines().collect();
    assert_eq!(loads[0], LOADED.trim_end().replace("source_not_registered", "source_timed_out"));
    assert_eq!(
        loads[1],
        "`SHARED_KEY` stays in the environment, because a source that did not answer in time is still \
         running; raise its time limit with `Loader::source_timeout`"
    );
    assert_eq!(left, ALL);
}
