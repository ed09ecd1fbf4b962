//! What this crate takes, others take as the same text: `dotenvy`, a shell, and for values without quotes
//! `docker run --env-file`, which takes a line as it stands.

use std::fs;
use std::process::Command;

use crate::support::{Files, outcome};

use super::Env;

const SIGNS: [&str; 14] =
    ["a", " ", "\t", "$", "\\", "#", "'", "\"", "`", ";", "~", "=", ":", "\n"];

/// Every text of up to three signs, and some that are longer.
fn values() -> Vec<String> {
    let mut values = vec![String::new()];
    for length in 1..=3 {
        for before in values.clone().iter().filter(|value| value.chars().count() == length - 1) {
            values.extend(SIGNS.map(|sign| format!("{before}{sign}")));
        }
    }
    for inside in values.clone().iter().filter(|value| value.chars().count() == 2) {
        values.extend(["'", "\""].map(|quote| format!("{quote}{inside}{quote}")));
        values.extend(["'", "\""].map(|quote| format!("{quote}{inside}{quote} # comment")));
    }
    values
}

#[test]
fn agree_on_what_is_taken() {
    let files = Files::new();
    let mut taken = Vec::new();
    for value in values() {
        let content = format!("FIRST_KEY={value}\n");
        let creds: Env = Files::new().with(".env", content).loader().with_dotenv(".env").load();
        let is_clean = outcome(&creds.second) == Err("env_not_set");
        if let (Ok(secret), true) = (outcome(&creds.first), is_clean) {
            taken.push((value, secret));
        }
    }
    assert!(taken.len() > 300, "{}", taken.len());

    for (number, (value, secret)) in taken.iter().enumerate() {
        let content = format!("FIRST_KEY={value}\n");
        fs::write(files.join(&format!("{number}.env")), &content).unwrap();
        let found = dotenvy::from_read_iter(content.as_bytes()).next().unwrap();
        let (_, found) = found.unwrap_or_else(|error| panic!("{content:?}: {error}"));
        assert_eq!(found.trim_end_matches(['\n', '\r']), secret, "dotenvy, {content:?}");
        if !value.starts_with(['\'', '"']) {
            assert_eq!(value.lines().next(), Some(&**secret), "docker, {content:?}");
        }
    }

    if cfg!(unix) {
        let script = "i=0; while [ -e $i.env ]; do (. ./$i.env; printf '%s\\0' \"$FIRST_KEY\"); i=$((i+1)); done";
        let output = Command::new("sh")
            .args(["-c", script])
            .current_dir(files.path())
            .env("HOME", "/sentinel")
            .output()
            .unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        let found: Vec<&str> = output.split_terminator('\0').collect();
        assert_eq!(found.len(), taken.len());
        for ((value, secret), found) in taken.iter().zip(found) {
            assert_eq!(found.trim_end_matches('\n'), secret, "sh, {value:?}");
        }
    }
}
