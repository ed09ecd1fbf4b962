use provider_credentials_command::OPENER;
use provider_credentials_core::testing::load_from;

use crate::support::{Programs, load, params, told};

/// `env`, sorted, without what a shell adds.
fn environment(
    programs: &Programs,
    named: &[&'static str],
    variables: &[(&str, &str)],
) -> Vec<String> {
    let mut params = params(&["env"]);
    params.extend(named.iter().map(|text| ("env", *text)));
    let loaded = load_from(&OPENER, &params, &[], &programs.loader(variables));
    let mut lines: Vec<String> = told(&loaded).lines().map(str::to_owned).collect();
    lines.retain(|line| !line.starts_with("PATH="));
    lines.sort();
    lines
}

#[test]
fn a_program_gets_a_few_variables_and_those_that_are_named() {
    let programs = Programs::new();
    let variables = [
        ("HOME", "/home/me"),
        ("LANG", "C.UTF-8"),
        ("XDG_RUNTIME_DIR", "/run/user/1000"),
        ("DATABASE_PASSWORD", "not-for-the-program"),
        ("LD_PRELOAD", "/tmp/evil.so"),
    ];
    let few = ["HOME=/home/me", "LANG=C.UTF-8", "XDG_RUNTIME_DIR=/run/user/1000"];
    assert_eq!(environment(&programs, &[], &variables), few);
    // As the generator writes `command_env: [OP_ACCOUNT, UNSET]`.
    let named = environment(&programs, &["OP_ACCOUNT=work=a", "UNSET="], &variables);
    assert_eq!(
        named,
        ["HOME=/home/me", "LANG=C.UTF-8", "OP_ACCOUNT=work=a", "XDG_RUNTIME_DIR=/run/user/1000"]
    );
}

#[test]
fn it_has_no_input_and_a_group_of_its_own() {
    let programs = Programs::new();
    programs.script("input", "cat; echo end");
    assert_eq!(told(&load(&programs.loader(&[]), &["input"])), "end");
    programs.script("group", "ps -o pgid= -p $$ | tr -d ' \\n'; printf ' %s' $$");
    let said = told(&load(&programs.loader(&[]), &["group"]));
    if said.starts_with(' ') {
        println!("NOT RUN: which group a program is in, because there is no `ps`");
        return;
    }
    let (group, pid) = said.split_once(' ').unwrap();
    assert_eq!(group, pid);
}

#[test]
fn path_is_searched_without_the_working_directory() {
    let programs = Programs::new();
    programs.script("key-of-path", "echo found");
    let missing = "[command_not_found]";
    for (path, expected) in [
        (programs.path().to_str().unwrap().to_owned(), "found"),
        (format!("/nowhere:{}", programs.path().display()), "found"),
        (String::new(), missing),
        (".".to_owned(), missing),
        (":".to_owned(), missing),
    ] {
        let loader = provider_credentials_core::Loader::new()
            .with_environment([("PATH", path.as_str())])
            .base_dir(programs.path());
        let said = told(&load(&loader, &["key-of-path"]));
        assert!(said.ends_with(expected), "{path}: {said}");
    }
}
