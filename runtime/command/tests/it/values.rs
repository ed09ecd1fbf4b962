use std::fs;
use std::time::{Duration, Instant};

use provider_credentials_command::OPENER;
use provider_credentials_core::ExposeSecret as _;
use provider_credentials_core::testing::{load_all_from, load_from};

use crate::support::{Programs, SECRET, load, params, told};

#[test]
fn what_a_program_writes_is_the_secret() {
    let programs = Programs::new();
    let key = programs.script("key", &format!("echo hidden >&2; echo {SECRET}"));
    let loader = programs.loader(&[]);
    for name in ["key", key.to_str().unwrap()] {
        assert_eq!(told(&load(&loader, &[name])), SECRET);
    }
    assert_eq!(load(&loader, &["key"]).metadata().source(), "command");
    // Only line breaks at the end are cut.
    programs.script("lines", "printf ' a\\n b \\r\\n\\n'");
    assert_eq!(told(&load(&loader, &["lines"])), " a\n b ");
}

#[test]
fn no_shell_reads_the_arguments() {
    let programs = Programs::new();
    let loader = programs.loader(&[]);
    let odd = ["$(id)", "`id`", "a b", "", "*", "~", ";", "$HOME", "'"];
    let mut command = vec!["printf", "<%s>"];
    command.extend(odd);
    let expected = format!("<{}>", odd.join("><"));
    assert_eq!(told(&load(&loader, &command)), expected);
}

#[test]
fn a_value_of_json_and_of_yaml() {
    let programs = Programs::new();
    let json = format!("printf '%s' '{{ \"fields\": [{{ \"value\": \"{SECRET}\" }}] }}'");
    programs.script("item", &json);
    programs.script("broken", &format!("printf '%s' '{{ \"value\": \"{SECRET}'"));
    let loader = programs.loader(&[]);
    let select = |name: &str, key| load_from(&OPENER, &params(&[name]), key, &loader);
    assert_eq!(told(&select("item", &["fields", "0", "value"])), SECRET);
    let said = told(&select("item", &["fields", "1", "value"]));
    assert!(said.contains("[key_not_found]"), "{said}");
    assert!(told(&select("broken", &["value"])).contains("syntax]"));
}

#[test]
fn bytes_that_are_no_text_are_an_error_with_its_fix() {
    let programs = Programs::new();
    programs.script("bytes", "printf '\\377\\376key'");
    let said = told(&load(&programs.loader(&[]), &["bytes"]));
    assert!(said.contains("add `encoding: base64` to the manifest [command_not_text]"), "{said}");
}

#[test]
fn one_command_line_runs_once() {
    let programs = Programs::new();
    let runs = programs.path().join("runs");
    let text = format!("echo \"$*\" >>{}; printf '%s' \"of-$1\"", runs.display());
    programs.script("key", &text);
    let loader = programs.loader(&[]);
    let mut all = Vec::new();
    for _ in 0..50 {
        all.push(params(&["key", "one"]));
        all.push(params(&["key", "two"]));
    }
    // Other variables make it another run.
    let mut with_variable = params(&["key", "one"]);
    with_variable.push(("env", "STAGE=dev"));
    all.push(with_variable);
    let credentials = load_all_from(&OPENER, &all, &loader);
    for (at, credential) in credentials.iter().enumerate() {
        let expected = if at < 100 && at % 2 == 1 { "of-two" } else { "of-one" };
        assert_eq!(credential.secret().unwrap().expose_secret(), expected);
    }
    let mut lines: Vec<String> =
        fs::read_to_string(&runs).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    assert_eq!(lines, ["one", "one", "two"]);
    // The next load runs it anew.
    _ = load(&loader, &["key", "one"]);
    assert_eq!(fs::read_to_string(&runs).unwrap().lines().count(), 4);
}

#[test]
fn commands_run_beside_each_other() {
    let programs = Programs::new();
    programs.script("slow", "sleep 1; echo $1");
    let all: Vec<_> = ["a", "b", "c", "d"].iter().map(|word| params(&["slow", word])).collect();
    let since = Instant::now();
    let loaded = load_all_from(&OPENER, &all, &programs.loader(&[]));
    let took = since.elapsed();
    assert!(loaded.iter().all(|credential| credential.secret().is_ok()));
    assert!(took < Duration::from_millis(3500), "{took:?}");
}
