//! The formats that programs read.

use serde_json::Value;

use crate::{GOOD, directory, text};

/// Two errors, of which one has a related place, and a secret.
fn bad() -> String {
    let second = GOOD.split_once('\n').unwrap().1;
    format!("{GOOD}{second}    config: {{ api_token: hunter2, zone: 'ü%' }}\n  - id: x: y\n")
        .replace("  - id: x: y\n", "")
}

fn out(format: &str) -> String {
    let dir = directory(&[("a b.yaml", &bad())]);
    text(dir.path(), &["check", "--format", format, "a b.yaml"], 1)
}

#[test]
fn short_is_a_line_for_each() {
    let out = out("short");
    assert_eq!(
        out.lines().collect::<Vec<_>>(),
        [
            "error: a b.yaml:5:9: duplicate id `openai`; choose another id [duplicate_id]",
            "error: a b.yaml:8:26: `config.api_token` looks like a secret (its key says so); \
             remove it, or make it a credential of its own [secret_in_manifest]"
        ]
    );
}

#[test]
fn json_has_every_part() {
    let value: Value = serde_json::from_str(&out("json")).unwrap();
    assert_eq!(value["version"], 1);
    assert_eq!(value["manifests"][0], "a b.yaml");
    let problem = &value["problems"][0];
    assert_eq!(problem["code"], "duplicate_id");
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["help"], "choose another id");
    assert_eq!(problem["place"]["line"], 5);
    assert_eq!(problem["place"]["end_column"], 15);
    assert_eq!(problem["related"][0]["place"]["line"], 2);
    assert_eq!(problem["notes"][0], "in credential `openai`");
    assert!(problem["rendered"].as_str().unwrap().contains("^^^^^^ help: choose another id"));
}

#[test]
fn sarif_is_what_code_scanning_wants() {
    let value: Value = serde_json::from_str(&out("sarif")).unwrap();
    assert_eq!(value["version"], "2.1.0");
    let run = &value["runs"][0];
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"].as_array().unwrap().iter().collect();
    assert_eq!(rules.len(), 2);
    for result in run["results"].as_array().unwrap() {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b.yaml");
        assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
    }
}

#[test]
fn github_escapes_its_commands() {
    let out = out("github");
    let line = out.lines().next().unwrap();
    assert_eq!(
        line,
        "::error file=a b.yaml,line=5,endLine=5,col=9,endColumn=15,title=duplicate_id::duplicate id \
         `openai`%0Ahelp: choose another id%0Anote: in credential `openai`"
    );
}

#[test]
fn colours_change_nothing_else() {
    let dir = directory(&[("m.yaml", &bad())]);
    let plain = text(dir.path(), &["check", "m.yaml"], 1);
    let painted = text(dir.path(), &["check", "--color", "always", "m.yaml"], 1);
    assert!(!plain.contains('\u{1b}') && painted.contains("\u{1b}[1;31merror\u{1b}[0m"));
    let mut stripped = String::new();
    for (i, part) in painted.split('\u{1b}').enumerate() {
        stripped.push_str(if i == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    let ends = |text: &str| text.lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(ends(&stripped), ends(&plain));
}

#[test]
fn no_format_shows_the_secret() {
    for format in ["human", "short", "json", "sarif", "github"] {
        assert!(!out(format).contains("hunter2"), "{format}");
    }
}
