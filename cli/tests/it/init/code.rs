//! What is found in Rust.

use std::fmt::Write;

use serde_json::Value;

use crate::snapshot::valid;
use crate::{directory, text};

fn of(files: &[(&str, &str)]) -> Value {
    let dir = directory(files);
    valid("init.schema.json", &text(dir.path(), &["init", "--from", ".", "--format", "json"], 0))
}

/// The variable, the place and the new code of each change.
fn changes(code: &str) -> Vec<String> {
    let value = of(&[("a.rs", code)]);
    let changes = value["changes"].as_array().unwrap().iter();
    let text = |change: &Value, key: &str| change[key].as_str().unwrap().to_owned();
    changes
        .map(|change| {
            let new = text(change, "new");
            let new = new.strip_prefix("creds.").unwrap_or(&new).to_owned();
            format!("{}:{} {} {new}", change["line"], change["column"], text(change, "variable"))
        })
        .collect()
}

#[test]
fn every_way_to_read() {
    for (code, expected) in [
        ("fn f() { std::env::var(\"A_KEY\")?; }", "1:10 A_KEY a.secret()?.expose_secret()"),
        (
            "use std::env; fn f() { env::var(\"A_KEY\"); }",
            "1:24 A_KEY a.secret().map(|secret| secret.expose_secret())",
        ),
        (
            "use std::env::var as v; fn f() { v(\"A_KEY\").unwrap(); }",
            "1:34 A_KEY a.secret().unwrap().expose_secret()",
        ),
        (
            "use std::env as e; fn f() { e::var(\"A_KEY\").unwrap_or_default(); }",
            "1:29 A_KEY a.secret().map_or(\"\", |secret| secret.expose_secret())",
        ),
        ("use std::env::*; fn f() { var(\"A_KEY\")?; }", "1:27 A_KEY a.secret()?.expose_secret()"),
        (
            "use {std::env::{self}, other}; fn f() { env::var_os(\"A_KEY\"); }",
            "1:41 A_KEY a.secret().ok().map(|secret| secret.expose_secret())",
        ),
        ("fn f() { dotenvy::var(\"A_KEY\")?; }", "1:10 A_KEY a.secret()?.expose_secret()"),
        ("use dotenv::var; fn f() { var(\"A_KEY\")?; }", "1:27 A_KEY a.secret()?.expose_secret()"),
        ("const X: &str = env!(\"A_KEY\");", "1:17 A_KEY a.secret()?.expose_secret()"),
        ("fn f() { std::option_env!(\"A_KEY\").is_some(); }", "1:10 A_KEY a.is_loaded()"),
        (
            "struct S; impl S { const K: &'static str = \"A_KEY\"; fn f() { std::env::var(Self::K)?; } }",
            "1:62 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "static K: &str = \"A_KEY\"; fn f() { std::env::var(&K)?; }",
            "1:36 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "fn f() { println!(\"{}\", std::env::var(\"A_KEY\")?); }",
            "1:25 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "fn f() { select! { x = a => { std::env::var(\"A_KEY\")?; } } }",
            "1:31 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "lazy_static! { static ref K: String = std::env::var(\"A_KEY\").unwrap(); }",
            "1:39 A_KEY a.secret().unwrap().expose_secret()",
        ),
        (
            "fn f() { clap::Arg::new(\"x\").env(\"A_KEY\"); }",
            "1:30 A_KEY a.secret().ok().map(|secret| secret.expose_secret())",
        ),
        (
            "#[derive(Parser)] struct A { #[arg(env = K, long)] x: String } const K: &str = \"A_KEY\";",
            "1:52 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "#[derive(Envconfig)] struct A { #[envconfig(from = \"A_KEY\")] x: String }",
            "1:62 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "#[derive(Deserialize)] struct C { a_key: String } fn f() { let c: C = envy::from_env()?; }",
            "1:35 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "#[derive(Deserialize)] struct C { a_key: String } impl C { fn f() -> Result<Self, E> { envy::from_env() } }",
            "1:35 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "fn get(s: &S, name: &str) -> String { std::env::var(name).unwrap() } fn f() { get(s, \"A_KEY\"); get(s, \"lower\"); }",
            "1:79 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "impl S { fn get(&self, name: &str) -> String { std::env::var(name).unwrap() } } fn f(s: S) { s.get(\"A_KEY\"); get(\"B_KEY\"); }",
            "1:96 A_KEY a.secret()?.expose_secret()",
        ),
        (
            "fn ö() { let ü = \"ß\"; std::env::var(\"A_KEY\")?; }",
            "1:23 A_KEY a.secret()?.expose_secret()",
        ),
    ] {
        assert_eq!(changes(code), [expected], "{code}");
    }
}

#[test]
fn what_reads_no_variable() {
    for code in [
        "mod env { pub fn var(_: &str) {} } use self::env::var; fn f() { var(\"A_KEY\"); }",
        "fn f(m: Map) { m.var(\"A_KEY\"); m.get(\"A_KEY\"); }",
        "fn f() { std::process::Command::new(\"x\").env(\"A_KEY\", \"y\"); }",
        "fn f() { std::env::set_var(\"A_KEY\", \"y\"); }",
        "// std::env::var(\"A_KEY\")\nfn f() { let s = \"std::env::var(\\\"A_KEY\\\")\"; }",
        "#[cfg(test)] mod tests { fn f() { std::env::var(\"A_KEY\"); } }",
    ] {
        assert_eq!(changes(code), [""; 0], "{code}");
    }
}

#[test]
fn files_of_a_package_know_each_other() {
    let value = of(&[
        ("Cargo.toml", &crate::package("agent")),
        (
            "src/main.rs",
            "fn f() { std::env::var(names::KEY)?; read::need(\"B_KEY\"); let c: Settings = envy::from_env(); }",
        ),
        ("src/names.rs", "pub const KEY: &str = \"A_KEY\";"),
        ("src/read.rs", "pub fn need(name: &str) -> String { std::env::var(name).unwrap() }"),
        ("src/late.rs", "fn f() { crate::read::need(\"C_KEY\"); }"),
        (
            "src/settings.rs",
            "#[derive(serde::Deserialize)] struct Settings { d_key: Option<String> }",
        ),
    ]);
    let found: Vec<&str> = value["credentials"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(found, ["c", "a", "b", "d"]);
    assert_eq!(value["credentials"][3]["required"], false);
    assert_eq!(value["notes"], serde_json::json!([]));
}

#[test]
fn names_that_nobody_knows_are_told() {
    let value = of(&[(
        "a.rs",
        "fn f(x: &S) { std::env::var(&x.name); std::env::var(OTHER); std::env::var(format!(\"{x}_KEY\")); let c = envy::from_env(); }",
    )]);
    let notes: Vec<&str> =
        value["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    assert_eq!(
        notes,
        [
            "./a.rs:1:15: `std::env::var(…)` reads a name that is only known when the program runs",
            "./a.rs:1:39: `std::env::var(OTHER)` reads `OTHER`, whose text is not found in these files",
            "./a.rs:1:61: `std::env::var(…)` reads a name that is only known when the program runs",
            "./a.rs:1:104: `envy::from_env()` fills a struct that is not named there; write `::<TheStruct>`",
        ]
    );
}

/// What nests as deep as it likes does not end the program.
#[test]
fn hostile_code() {
    let deep = |open: &str, close: &str, count: usize| {
        format!(
            "fn f() {{ std::env::var(\"A_KEY\")?; let x = {}1{}; }}",
            open.repeat(count),
            close.repeat(count)
        )
    };
    for code in [
        deep("(", ")", 100_000),
        deep("!", "", 100_000),
        deep("-", "", 9_000),
        deep("1 + ", "", 100_000),
        deep("1 + ", "", 4_000),
        deep("", ".a()", 100_000),
        deep("if x { 1 } else ", "", 20_000).replace("1;", "{ 1 };"),
        deep("a = ", "", 4_000),
        deep("&&", "", 4_000),
        format!("fn f(x: {}u8) {{ std::env::var(\"A_KEY\")?; }}", "&".repeat(9_000)),
        format!(
            "fn f(x: {}u8{}) {{ std::env::var(\"A_KEY\")?; }}",
            "Vec<".repeat(3_000),
            ">".repeat(3_000)
        ),
    ] {
        let found = changes(&code);
        assert_eq!(found.len(), 1, "{} bytes: {found:?}", code.len());
    }
    let mut text = String::new();
    for number in 0..2_000 {
        _ = writeln!(text, "use a{number}::{{b as a{}}};", number + 1);
    }
    assert_eq!(changes(&(text + "fn f() { std::env::var(\"A_KEY\")?; }")).len(), 1);
}
