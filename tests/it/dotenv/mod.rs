//! Feature `dotenv`: a `.env` file adds to the loader's own view of the environment.

use std::fs;

use provider_credentials::credentials;

use crate::support::{Files, outcome, shown};

mod parents;
mod readers;

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
        ("# comment\n\n \tFIRST_KEY=indented", "indented"),
        ("FIRST_KEY='-----BEGIN\n\nEND-----'\nOTHER=x", "-----BEGIN\n\nEND-----"),
        ("OTHER='a\nFIRST_KEY=inside\n'\nFIRST_KEY=\"out side\"", "out side"),
        ("FIRST_KEY=abc==\nspring.name=$x\nOTHER=$HOME", "abc=="),
        ("FIRST_KEY=https://example.com/a?b=c,d[*]%!^@{}", "https://example.com/a?b=c,d[*]%!^@{}"),
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

/// The message of the first credential, without its name.
fn message(content: &str) -> String {
    let creds = load(content);
    let error = creds.first.secret().expect_err(content);
    format!("{error} [{}]", error.code()).replace("credential `first` is not loaded: ", "")
}

#[test]
fn a_file_that_is_not_there_or_empty_changes_nothing_and_is_said() {
    let creds: Env = Files::new().loader().with_dotenv(".env").load();
    let fix = "set it, or set `FIRST_KEY_FILE` to the path of a file that holds the secret";
    assert_eq!(
        creds.first.secret().unwrap_err().to_string(),
        format!(
            "credential `first` is not loaded: environment variable `FIRST_KEY` is not set, and the \
             `.env` file does not exist; {fix}"
        )
    );
    for content in ["", "SECOND_KEY=x"] {
        assert_eq!(
            message(content),
            format!(
                "environment variable `FIRST_KEY` is not set, and the `.env` file does not have it; \
                 {fix} [env_not_set]"
            )
        );
    }
}

#[test]
fn what_readers_take_differently_is_an_error_of_its_variable() {
    let differently = "which other programs read differently";
    for (line, what, fix) in [
        ("FIRST_KEY=p$ss", "a `$` outside single quotes", "write `FIRST_KEY='value'`"),
        ("FIRST_KEY=\"p$ss\"", "a `$` outside single quotes", "write `FIRST_KEY='value'`"),
        ("FIRST_KEY=\"p`ss\"", "a `$` outside single quotes", "write `FIRST_KEY='value'`"),
        (
            "FIRST_KEY=\"p$s's\"",
            "a `$` outside single quotes",
            "put the value into a file, and write `FIRST_KEY_FILE=` with its path instead",
        ),
        ("FIRST_KEY=it's", "a quote inside a value without quotes", "write `FIRST_KEY=\"value\"`"),
        ("FIRST_KEY=a\\b", "a backslash that some take as an escape", "write `FIRST_KEY='value'`"),
        (
            "FIRST_KEY=\"a\\nb\"",
            "a backslash that some take as an escape",
            "write `FIRST_KEY='value'`",
        ),
        (
            "FIRST_KEY='a\\'",
            "a backslash that some take as an escape",
            "put the value into a file, and write `FIRST_KEY_FILE=` with its path instead",
        ),
        (
            "FIRST_KEY=a#b",
            "a `#`, which may begin a comment",
            "write `FIRST_KEY='value'`, and a comment on a line of its own",
        ),
        (
            "FIRST_KEY=a # b",
            "a `#`, which may begin a comment",
            "write `FIRST_KEY='value'`, and a comment on a line of its own",
        ),
        ("FIRST_KEY=a b", "white space and no quotes", "write `FIRST_KEY='value'`"),
        ("FIRST_KEY=a ", "white space at its end", "remove it"),
        ("FIRST_KEY = a", "white space beside its `=`", "write `FIRST_KEY=value`"),
        ("FIRST_KEY= a", "white space beside its `=`", "write `FIRST_KEY=value`"),
        ("FIRST_KEY='a'b", "text behind its closing quote", "write `FIRST_KEY=value`"),
        ("FIRST_KEY='a'#b", "text behind its closing quote", "write `FIRST_KEY=value`"),
        ("FIRST_KEY=a;b", "a sign that has a meaning to a shell", "write `FIRST_KEY='value'`"),
        ("FIRST_KEY=a:~b", "a sign that has a meaning to a shell", "write `FIRST_KEY='value'`"),
        ("FIRST_KEY='a\r\nb'", "a carriage return", "save the file with Unix line breaks (LF)"),
    ] {
        let content = format!("# one\n\n{line}\nSECOND_KEY=second\n");
        let expected = format!(
            "`FIRST_KEY` has {what} on line 3 of the `.env` file, {differently}; {fix} [dotenv_ambiguous]"
        );
        assert_eq!(message(&content), expected, "{line}");
        assert_eq!(shown(&load(&content).second), "second", "{line}");
    }
}

#[test]
fn a_name_that_stands_twice_is_an_error_of_its_variable() {
    for again in ["FIRST_KEY=two", "export FIRST_KEY=one", "FIRST_KEY=$x"] {
        let content = format!("FIRST_KEY=one\nSECOND_KEY='a\nb'\n{again}");
        assert_eq!(
            message(&content),
            "`FIRST_KEY` is set twice in the `.env` file, on line 1 and on line 4; remove one of them \
             [dotenv_repeated]"
        );
        assert_eq!(shown(&load(&content).second), "a\nb");
    }
    // Nobody asks for this one.
    assert_eq!(shown(&load("A=1\nA=2\nFIRST_KEY=x").first), "x");
}

#[test]
fn a_mistake_in_the_syntax_names_its_line() {
    for line in ["FIRST_KEY", "FIRST_KEY: x", "no assignment", "a b=c", "=x", "\"a\""] {
        let content = format!("\n{line}\nSECOND_KEY=x");
        assert_eq!(
            message(&content),
            "line 2 of the `.env` file is not `NAME=value`; correct it, or put a `#` in front of it \
             [dotenv_syntax]",
            "{line}"
        );
        assert_eq!(shown(&load(&content).second), "x");
    }
    // Of another variable, it is no matter of this one.
    assert_eq!(outcome(&load("OTHER\n").first), Err("env_not_set"));
}

#[test]
fn a_quote_that_is_not_closed_fails_what_comes_after() {
    let creds = load("FIRST_KEY=first\nOTHER='sentinel\nSECOND_KEY=x\n");
    assert_eq!(shown(&creds.first), "first");
    let error = creds.second.secret().unwrap_err().to_string();
    assert!(
        error
            .ends_with("the quote that opens on line 2 of the `.env` file is not closed; close it"),
        "{error}"
    );
    assert!(!format!("{error}{creds:?}").contains("sentinel"));

    // Also if a quote below closes it.
    let creds = load("OTHER=\"sentinel\nFIRST_KEY=first\nSECOND_KEY=\"x\"\n");
    for error in [creds.first.secret().unwrap_err(), creds.second.secret().unwrap_err()] {
        assert_eq!(error.code(), "dotenv_syntax");
        assert!(error.to_string().contains("the quote that opens on line 1"), "{error}");
    }
}

#[test]
fn a_line_that_cannot_be_used_is_not_one_that_is_not_there() {
    let files = Files::new().with("key", "x").with(".env", "DIR=a$b\nFIRST_KEY_FILE='k\n");
    let loader = files.loader().with_dotenv(".env");
    assert_eq!(outcome(&loader.load::<FileSet>().variable), Err("dotenv_ambiguous"));
    assert_eq!(outcome(&loader.load::<Env>().first), Err("dotenv_syntax"));
    // The process's environment has precedence over a mistake too.
    let loader = loader.with_environment([("DIR", ".")]);
    assert_eq!(outcome(&loader.load::<FileSet>().variable), Ok("x".to_owned()));
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
