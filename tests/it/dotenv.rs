//! Feature `dotenv`: a `.env` file adds to the loader's own view of the environment.

use std::fs;

use provider_credentials::credentials;

use crate::support::{Files, outcome, shown};

credentials!("it/manifests/env.yaml", struct Env);
credentials!("it/manifests/file.yaml", struct FileSet);

fn load(content: &str) -> Env {
    Files::new().with(".env", content).loader().with_dotenv(".env").load()
}

#[test]
fn its_variables_count_as_set() {
    for (line, value) in [
        ("FIRST_KEY=plain", "plain"),
        ("export FIRST_KEY=exported", "exported"),
        ("FIRST_KEY=\"with spaces\" # and a comment", "with spaces"),
        ("FIRST_KEY='$NOT_FILLED_IN'", "$NOT_FILLED_IN"),
        ("\u{feff}FIRST_KEY=after-a-mark\r\n", "after-a-mark"),
        ("# comment\n\nFIRST_KEY=first\nFIRST_KEY=second", "first"),
    ] {
        let creds = load(line);
        assert_eq!(shown(&creds.first), value, "{line}");
        assert_eq!(creds.first.metadata().source(), "env");
        assert_eq!(outcome(&creds.second), Err("env_not_set"));
    }
    assert!(std::env::var_os("FIRST_KEY").is_none(), "the process's environment is left alone");
}

#[test]
fn the_environment_goes_first() {
    let files = Files::new().with(".env", "FIRST_KEY=file\nSECOND_KEY=file");
    let loader = files.loader().with_environment([("FIRST_KEY", "set")]).with_dotenv(".env");
    let creds: Env = loader.load();
    assert_eq!([&*creds.first, &*creds.second].map(shown), ["set", "file"]);
}

#[test]
fn the_environment_goes_first_in_either_form() {
    let files = Files::new().with("key", "from-a-file").with(".env", "FIRST_KEY_FILE=key");
    let loader = files.loader().with_environment([("FIRST_KEY", "set")]).with_dotenv(".env");
    assert_eq!(shown(&loader.load::<Env>().first), "set");

    let files = Files::new().with("key", "from-a-file").with(".env", "FIRST_KEY=dotenv");
    let loader = files.loader().with_environment([("FIRST_KEY_FILE", "key")]).with_dotenv(".env");
    assert_eq!(shown(&loader.load::<Env>().first), "from-a-file");

    let creds = load("FIRST_KEY=a\nFIRST_KEY_FILE=b");
    assert_eq!(outcome(&creds.first), Err("env_and_file_both_set"));
}

#[test]
fn it_can_name_files_and_fill_in_paths() {
    let files = Files::new().with("key", "from-a-file").with(".env", "FIRST_KEY_FILE=key\nDIR=.");
    let loader = files.loader().with_dotenv(".env");
    assert_eq!(shown(&loader.load::<Env>().first), "from-a-file");
    assert_eq!(shown(&loader.load::<FileSet>().variable), "from-a-file");
}

#[test]
fn a_file_that_is_not_there_or_empty_changes_nothing() {
    let creds: Env = Files::new().loader().with_dotenv(".env").load();
    assert_eq!(outcome(&creds.first), Err("env_not_set"));
    assert_eq!(outcome(&load("").first), Err("env_not_set"));
}

#[test]
fn a_broken_file_fails_what_the_environment_has_not() {
    let files = Files::new().with(".env", "FIRST_KEY='sentinel\nsentinel");
    let loader = files.loader().with_environment([("SECOND_KEY", "set")]).with_dotenv(".env");
    let creds: Env = loader.load();
    assert_eq!(shown(&creds.second), "set");
    assert_eq!(outcome(&creds.first), Err("dotenv_syntax"));
    let error = creds.first.secret().unwrap_err().to_string();
    assert!(error.contains("the `.env` file has a line that is not `NAME=value`"), "{error}");
    assert!(!format!("{error}{creds:?}").contains("sentinel"));
    assert_eq!(outcome(&loader.load::<FileSet>().variable), Err("dotenv_syntax"));
}

#[test]
fn it_is_read_as_any_secret_file() {
    let files = Files::new();
    fs::create_dir(files.join(".env")).unwrap();
    let creds: Env = files.loader().with_dotenv(".env").load();
    assert_eq!(outcome(&creds.first), Err("file_not_regular"));
    let creds: Env = Files::new().with(".env", b"\xff").loader().with_dotenv(".env").load();
    assert_eq!(outcome(&creds.first), Err("file_not_utf8"));
}

#[test]
fn variables_that_fill_each_other_in_do_not_fill_the_memory() {
    let bomb = |levels: usize| {
        let doubled = |i: usize| format!("A{i}=${{A{}}}${{A{}}}\n", i - 1, i - 1);
        let lines: String = (1..=levels).map(doubled).collect();
        format!("A0=xxxxxxxxxxxxxxxx\n{lines}FIRST_KEY=value\n")
    };
    assert_eq!(shown(&load(&bomb(8)).first), "value");
    assert_eq!(outcome(&load(&bomb(60)).first), Err("dotenv_syntax"));
    let wide = format!("A={}\nFIRST_KEY={}", "x".repeat(60_000), "$A".repeat(5000));
    assert_eq!(outcome(&load(&wide).first), Err("dotenv_syntax"));
}
