//! What each kind of source gives.

use std::fs;

use serde_json::Value;

use crate::snapshot::{assert_snapshot, valid};
use crate::{directory, text};

fn init(files: &[(&str, &str)], args: &[&str]) -> Value {
    let dir = directory(files);
    let all = [&["init", "--format", "json"], args].concat();
    valid("init.schema.json", &text(dir.path(), &all, 0))
}

fn ids(value: &Value) -> Vec<&str> {
    value["credentials"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

fn notes(value: &Value) -> String {
    value["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note.as_str().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn secretspec() {
    let spec = r#"[project]
name = "shop"
revision = "1.0"
extends = ["../shared"]

[profiles.default]
OPENAI_API_KEY = { description = "The \"model\"", required = true }
REDIS_URL = { description = "Cache", required = false, default = "redis://localhost" }
LOG_LEVEL = { description = "Log", default = "info" }
TLS_KEY = { description = "TLS", as_path = true, providers = ["vault"] }

[profiles.development]
OPENAI_API_KEY = { required = false }
LOCAL_TOKEN = { description = "Only here" }
"#;
    let dir = directory(&[("secretspec.toml", spec)]);
    let shown = text(dir.path(), &["init"], 0);
    assert_snapshot("init_secretspec.txt", &shown);
    let manifest = fs::read_to_string(dir.path().join("provider_credentials.yaml")).unwrap();
    assert_snapshot("init_secretspec.yaml", &manifest);
}

#[test]
fn directories_of_secrets() {
    let files = [("secrets/openai.key", "x"), ("secrets/db.json", "{}"), ("secrets/.hidden", "x")];
    let value = init(&files, &["--from", "secrets"]);
    assert_eq!(ids(&value), ["db", "openai"]);
    assert_eq!(value["credentials"][1]["sources"][0]["file_path"], "secrets/openai.key");
    assert!(notes(&value).contains("say which with `file_key`"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let dir = directory(&files);
        let set = |name: &str, mode| {
            fs::set_permissions(dir.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        set("secrets/openai.key", 0o640);
        set("secrets/db.json", 0o600);
        set("secrets", 0o777);
        let shown = text(dir.path(), &["init", "--from", "secrets"], 0);
        assert!(shown.contains("`secrets/openai.key` has mode 0640, which lets others read it; run `chmod 600 secrets/openai.key`"), "{shown}");
        assert!(
            shown.contains("run `chmod go-w secrets`") && !shown.contains("chmod 600 secrets/db"),
            "{shown}"
        );
    }
}

#[test]
fn a_variable_and_a_file_of_one_name_are_one_secret() {
    let files = [("secrets/openai_api_key", "x"), (".env", "OPENAI_API_KEY=x\n")];
    let value = init(&files, &["--from", "secrets", "--from", ".env"]);
    assert_eq!(ids(&value), ["openai"]);
    let sources = value["credentials"][0]["sources"].as_array().unwrap();
    assert_eq!((sources.len(), &sources[0]["source"]), (2, &Value::from("env")));
}

#[test]
fn ids_are_unique() {
    let env = "STRIPE_KEY=1\nSTRIPE_SECRET=2\nSTRIPE_SECRET_KEY=3\nSTRIPE_=4\nTYPE_TOKEN=5\nSELF_KEY=6\nA_1_KEY=7\nA1_KEY=8\n";
    let value = init(&[(".env", env)], &[]);
    assert_eq!(
        ids(&value),
        ["stripe", "stripe_secret", "stripe_secret_key", "type", "self_key", "a_1", "a1_key"]
    );
    assert_eq!(value["credentials"][3]["field"], "r#type");
    assert_eq!(value["left_out"], serde_json::json!(["STRIPE_"]));
}

#[test]
fn names_can_be_added_and_left_out() {
    let value = init(
        &[(".env", "A_TOKEN=1\nB_TOKEN=2\nPORT=3\n")],
        &["--add", "PORT", "--add", "NEW", "--skip", "B_TOKEN"],
    );
    assert_eq!(ids(&value), ["new", "a", "port"]);
}

#[test]
fn twins_with_file_are_one_variable() {
    let compose = "services:\n  a:\n    environment:\n      DB_PASSWORD_FILE: /run/secrets/db\n    secrets: [db]\nsecrets:\n  db: { file: x }\n";
    let value = init(&[("compose.yaml", compose), (".env", "DB_PASSWORD=x\n")], &[]);
    assert_eq!(ids(&value), ["db"]);
    let sources = value["credentials"][0]["sources"].as_array().unwrap();
    assert_eq!((sources.len(), &sources[0]["env_var"]), (1, &Value::from("DB_PASSWORD")));
}
