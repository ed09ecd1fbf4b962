//! What a project has around its credentials: calls that fill the environment, a manifest that is there already, files
//! that are no secrets.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::snapshot::valid;
use crate::{directory, package, run, text};

fn notes(value: &Value) -> Vec<&str> {
    value["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect()
}

fn init(files: &[(&str, &str)], args: &[&str]) -> Value {
    let dir = directory(files);
    let all = [&["init", "--format", "json"], args].concat();
    valid("init.schema.json", &text(dir.path(), &all, 0))
}

#[test]
fn code_that_fills_the_environment() {
    let value = init(
        &[(
            "a.rs",
            "use dotenvy::dotenv; fn f() { dotenv().ok(); dotenvy::from_filename(\".env.local\").ok(); dotenvy::from_path(p); for x in std::env::vars() {} }",
        )],
        &["--from", "a.rs"],
    );
    assert_eq!(
        notes(&value),
        [
            "a.rs:1:121: `std::env::vars()` reads all variables; those that it is for are not known, and `--add` takes them in",
            "a.rs:1:31: `dotenv()` fills the environment before the file is checked; replace it by `Loader::with_dotenv(\".env\")`, feature `dotenv`, or call it after the load",
            "a.rs:1:31: `.env` was not read; `--from .env` does",
            "a.rs:1:46: `dotenvy::from_filename(\".env.local\")` fills the environment before the file is checked; replace it by `Loader::with_dotenv(\".env.local\")`, feature `dotenv`, or call it after the load",
            "a.rs:1:46: `.env.local` was not read; `--from .env.local` does",
            "a.rs:1:89: `dotenvy::from_path(…)` fills the environment before the file is checked; replace it by `Loader::with_dotenv(…)`, feature `dotenv`, or call it after the load",
        ]
    );
    // A file that is read has no line of its own, and tests fill what they like.
    let value = init(
        &[
            (".env", "A_KEY=\n"),
            (
                "a.rs",
                "fn f() { dotenvy::dotenv().ok(); std::env::var(\"A_KEY\")?; } #[cfg(test)] mod t { fn f() { dotenvy::dotenv(); std::env::vars(); } }",
            ),
        ],
        &["--from", "a.rs", "--from", ".env"],
    );
    let shown = notes(&value).join("\n");
    assert!(shown.contains("fills the environment") && !shown.contains("was not read"), "{shown}");
    assert!(!shown.contains("vars()") && shown.matches("fills").count() == 1, "{shown}");
}

#[test]
fn variables_that_no_code_reads() {
    let files = [
        (".env", "A_KEY=\nB_KEY=\nC_KEY=\nGOOGLE_APPLICATION_CREDENTIALS=\n"),
        ("src/a.rs", "fn f() { std::env::var(\"B_KEY\")?; std::env::var(\"C_KEY_FILE\")?; }"),
    ];
    let value = init(&files, &["--from", ".env", "--from", "src"]);
    let note = "no code that was found reads `A_KEY`; leave out what the program does not need: `--skip A_KEY`";
    assert!(notes(&value).contains(&note), "{:?}", notes(&value));
    // Where no code was read, that is no news.
    let value = init(&files, &["--from", ".env"]);
    assert!(!value["notes"].to_string().contains("no code"), "{value}");
}

const MANIFEST: &str = "\
# Mine.
provider_credentials:
- id: open-ai   # the model
  provider: openai
  required: false
  auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
- id: old
  provider: acme
  auth: { type: api_key, source: env, env_var: OLD_KEY }
- id: moved
  provider: acme
  auth: { type: api_key, source: env, env_var: MOVED_KEY }
- id: stripe
  provider: acme
  auth: { type: api_key, source: file, file_path: /run/secrets/stripe }
- id: port
  provider: acme
  auth: { type: api_key, source: env, env_var: PORT }
";

#[test]
fn a_manifest_that_is_there_stays_as_it_is() {
    let dir = directory(&[
        ("Cargo.toml", &package("agent")),
        ("provider_credentials.yaml", MANIFEST),
        (
            "src/main.rs",
            "fn f() { std::env::var(\"OPENAI_API_KEY\")?; std::env::var(\"STRIPE_KEY\")?; std::env::var(\"PORT\")?; creds.moved.secret()?; creds.older(); }",
        ),
    ]);
    let shown = text(dir.path(), &["init", "--dry-run"], 0);
    let changed: Vec<&str> = shown
        .lines()
        .filter(|line| {
            line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---")
        })
        .collect();
    assert_eq!(
        changed,
        [
            "+",
            "+# Found in src/main.rs:1.",
            "+- id: \"stripe_2\"",
            "+  provider: \"stripe\"",
            "+  auth:",
            "+    type: \"api_key\"",
            "+    source: \"env\"",
            "+    env_var: \"STRIPE_KEY\"",
        ],
        "{shown}"
    );
    for words in [
        "`provider_credentials.yaml` exists: 1 new credential, from `src`",
        "`old`: nothing here reads `OLD_KEY`, and no code has `.old`",
        // Under the name that it has.
        "+ creds.open_ai.secret()?",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("MOVED_KEY"), "{shown}");
    assert!(!shown.contains("without `--dry-run`") && !shown.contains("Left out"), "{shown}");
    // The manifest that is shown is one.
    let diff: Value = serde_json::from_str(&text(
        dir.path(),
        &["init", "--dry-run", "--format", "json", "--skip", "STRIPE_KEY"],
        0,
    ))
    .unwrap();
    assert_eq!((&diff["diff"], &diff["credentials"]), (&Value::from(""), &serde_json::json!([])));
    // One that `init` wrote, without any.
    fs::remove_file(dir.path().join("provider_credentials.yaml")).unwrap();
    text(dir.path(), &["init", "--skip", "STRIPE_KEY", "--skip", "OPENAI_API_KEY"], 0);
    let shown = text(dir.path(), &["init", "--dry-run"], 0);
    assert!(shown.contains("-provider_credentials: []\n+provider_credentials:\n"), "{shown}");
}

#[test]
fn an_account_of_google() {
    let dir = directory(&[
        ("Cargo.toml", &package("agent")),
        (".env", "GOOGLE_APPLICATION_CREDENTIALS=/x\n"),
        ("src/main.rs", "fn f() { std::env::var(\"GOOGLE_APPLICATION_CREDENTIALS\")?; }"),
    ]);
    let shown = text(dir.path(), &["init"], 0);
    for words in [
        "google_application_credentials  ${GOOGLE_APPLICATION_CREDENTIALS}",
        "features = [\"dotenv\", \"oauth2\"]",
        "+ creds.google_application_credentials.token()?.secret().expose_secret()",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let manifest = fs::read_to_string(dir.path().join("provider_credentials.yaml")).unwrap();
    for words in [
        "type: \"google_service_account\"",
        "file_path: \"${GOOGLE_APPLICATION_CREDENTIALS}\"",
        "scopes: [\"https://www.googleapis.com/auth/cloud-platform\"]",
    ] {
        assert!(manifest.contains(words), "{words}: {manifest}");
    }
    assert_eq!(text(dir.path(), &["check"], 0), "1 manifest checked, no problems\n");
}

#[test]
fn the_path_of_a_file_is_read_by_the_library() {
    let value = init(
        &[("a.rs", "fn f() { let p = std::env::var(\"PRIVATE_KEY_FILE\")?; }")],
        &["--from", "a.rs"],
    );
    let change = &value["changes"][0];
    assert_eq!(value["credentials"][0]["sources"][0]["env_var"], "PRIVATE_KEY");
    assert_eq!(change["variable"], "PRIVATE_KEY_FILE");
    assert!(change["note"].as_str().unwrap().contains("delete the code that reads the file"));
}

#[test]
fn names_that_nothing_has_are_told() {
    let value = init(
        &[(".env", "A_KEY=\n"), ("secrets/README.md", ""), ("secrets/b", "")],
        &[
            "--from", ".env", "--from", "secrets", "--add", "NOSUCH", "--skip", "NOTTHERE",
            "--add", "A_KEY",
        ],
    );
    let shown = notes(&value).join("\n");
    for words in [
        "`--add NOSUCH`: nothing that was read names it",
        "`--skip NOTTHERE`: nothing that was read names it",
        "`secrets/README.md` is skipped",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("`--add A_KEY`"), "{shown}");
    let ids: Vec<&Value> =
        value["credentials"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["nosuch", "a", "b"]);
}

#[test]
fn where_there_is_nothing_nothing_is_written() {
    let dir = directory(&[]);
    let error = text(dir.path(), &["init"], 2);
    assert!(error.contains("there is no `Cargo.toml` of a package here"), "{error}");
    assert!(!dir.path().join("provider_credentials.yaml").exists());
}

/// The code that is shown at the start tells what is wrong; it compiles in `docs/migrating`.
#[test]
fn the_first_lines_show_warnings_and_errors() {
    let dir = directory(&[("Cargo.toml", &package("agent")), (".env", "A_KEY=\n")]);
    let shown = text(dir.path(), &["init", "--dry-run"], 0);
    let main = include_str!("../../../../docs/migrating/after/src/main.rs");
    let lines = shown.split("for metadata in").nth(1).unwrap().lines().take(4);
    for line in lines {
        assert!(main.contains(line.trim()), "{line}");
    }
    assert!(shown.contains("eprintln!(\"{metadata}\");"), "{shown}");
}

#[test]
fn a_file_in_git_is_to_be_ignored_as_well() {
    let dir = directory(&[("Cargo.toml", &package("agent")), (".env", "A_KEY=\n")]);
    let git = |args: &[&str]| Command::new("git").arg("-C").arg(dir.path()).args(args).output();
    if !git(&["init", "-q"]).is_ok_and(|output| output.status.success()) {
        println!("NOT RUN: there is no git");
        return;
    }
    git(&["add", ".env"]).unwrap();
    let shown = String::from_utf8(run(dir.path(), &["init", "--dry-run"]).stdout).unwrap();
    assert!(
        shown.contains("       git rm --cached -- .env\n       echo .env >> .gitignore\n"),
        "{shown}"
    );
}
