//! Whether the program goes on without a value, as its code says.

use serde_json::Value;

use crate::snapshot::valid;
use crate::{directory, text};

fn of(code: &str) -> Value {
    let dir = directory(&[("a.rs", code)]);
    valid("init.schema.json", &text(dir.path(), &["init", "--from", ".", "--format", "json"], 0))
}

/// `+` required, `-` not required, `?` not clear.
fn needs(code: &str) -> String {
    let value = of(code);
    let notes = value["notes"].to_string();
    let credentials = value["credentials"].as_array().unwrap().iter();
    let need = |one: &Value| {
        let id = one["id"].as_str().unwrap();
        let is_unclear = notes.contains(&format!("check `required` of `{id}`"));
        match (is_unclear, one["required"].as_bool().unwrap()) {
            (true, true) => "?",
            (true, false) => "unclear, and not required",
            (false, true) => "+",
            (false, false) => "-",
        }
    };
    credentials.map(need).collect()
}

#[test]
fn of_a_chain() {
    for (chain, expected) in [
        ("?", "+"),
        (".unwrap()", "+"),
        (".expect(\"t\")", "+"),
        (".ok()", "-"),
        (".ok().unwrap()", "+"),
        (".ok().expect(\"t\")", "+"),
        (".ok().ok_or(\"s\")", "+"),
        (".ok().ok_or(\"s\")?", "+"),
        (".ok().ok_or_else(e)?", "+"),
        (".ok().filter(f).context(\"s\")?", "+"),
        (".ok().map(f)", "-"),
        (".ok().as_deref().unwrap_or(\"x\")", "-"),
        (".map(Some).unwrap_or(None)", "-"),
        (".map(f).unwrap_or_default()", "-"),
        (".map(f)?", "+"),
        (".map_err(f)", "+"),
        (".and_then(f).ok()", "-"),
        (".is_ok_and(f)", "-"),
        (".map_or(1, f)", "-"),
        (".unwrap_or_else(|_| f())", "-"),
        (".unwrap_or_else(|_| panic!())", "+"),
        (".unwrap_or_else(|e| { eprintln!(\"{e}\"); std::process::exit(1) })", "+"),
        ("", "?"),
        (".map(f)", "?"),
        (".ok()?", "?"),
        (".or_else(|_| std::env::var(\"B_KEY\")).unwrap_or_default()", "--"),
        (".or_else(|_| std::env::var(\"B_KEY\")).ok()", "--"),
        (".or_else(|_| std::env::var(\"B_KEY\"))?", "--"),
        (".or_else(|_| std::env::var(\"B_KEY\").or_else(|_| std::env::var(\"C_KEY\")))?", "---"),
        (".unwrap_or_else(|_| std::env::var(\"B_KEY\").unwrap())", "--"),
        (".or_else(|_| std::env::var(\"B_KEY\"))", "-?"),
    ] {
        let code = format!("fn f() {{ let k = std::env::var(\"A_KEY\"){chain}; }}");
        assert_eq!(needs(&code), expected, "{code}");
    }
    for (chain, expected) in [("", "-"), (".unwrap()", "+"), (".map(f).is_some()", "-")] {
        for read in ["std::env::var_os", "option_env!"] {
            let code = format!("fn f() {{ let k = {read}(\"A_KEY\"){chain}; }}");
            assert_eq!(needs(&code), expected, "{code}");
        }
    }
}

#[test]
fn of_the_code_around() {
    for (code, expected) in [
        ("if let Ok(k) = var(\"A_KEY\") { f(k) }", "-"),
        ("if let Ok(k) = var(\"A_KEY\") { f(k) } else { g() }", "-"),
        ("if let Ok(k) = var(\"A_KEY\") { f(k) } else { panic!(\"no key\") }", "+"),
        ("if let Ok(k) = var(\"A_KEY\") { f(k) } else { return }", "?"),
        ("if let Some(k) = var(\"A_KEY\").ok() { f(k) }", "-"),
        ("if let Err(e) = var(\"A_KEY\") { return Err(e) }", "+"),
        ("if let Err(e) = var(\"A_KEY\") { eprintln!(\"{e}\") }", "-"),
        ("if x && let Ok(k) = &var(\"A_KEY\") { f(k) }", "-"),
        ("while let Ok(k) = var(\"A_KEY\") { f(k) }", "-"),
        ("let Ok(k) = var(\"A_KEY\") else { return };", "?"),
        ("let Ok(k) = var(\"A_KEY\") else { continue };", "?"),
        ("let Ok(k) = var(\"A_KEY\") else { panic!() };", "+"),
        ("let Ok(k) = var(\"A_KEY\") else { return Err(E) };", "+"),
        ("let Some(k) = var(\"A_KEY\").ok() else { bail!(\"x\") };", "+"),
        ("let k = match var(\"A_KEY\") { Ok(k) => Some(k), Err(_) => None };", "-"),
        ("match var(\"A_KEY\") { Ok(k) => f(k), Err(e) => println!(\"{e}\") }", "-"),
        ("match var(\"A_KEY\") { Ok(k) => f(k), Err(e) => panic!(\"{e}\") }", "+"),
        ("match var(\"A_KEY\") { Ok(k) => f(k), Err(e) => return Err(e.into()) }", "+"),
        ("match var(\"A_KEY\") { Ok(k) => f(k), _ => return }", "?"),
        ("match var(\"A_KEY\") { Ok(k) => f(k), Err(NotPresent) => g(), Err(e) => panic!() }", "-"),
        ("match var(\"A_KEY\").as_deref() { Ok(\"\") | Err(_) => None, Ok(k) => Some(k) };", "-"),
        ("match f(var(\"A_KEY\")) { Ok(k) => f(k), Err(_) => g() }", "?"),
        // Code in it is not what it is for.
        ("match x { Ok(_) => var(\"A_KEY\")?, Err(_) => None };", "+"),
        ("if let Ok(k) = x { var(\"A_KEY\").unwrap(); }", "+"),
    ] {
        let code = format!("use std::env::var; fn f() {{ {code} }}");
        assert_eq!(needs(&code), expected, "{code}");
    }
}

#[test]
fn of_functions_around_the_read() {
    let option = "fn get(n: &str) -> Option<String> { std::env::var(n).ok() }";
    let result = "fn get(n: &str) -> Result<String, E> { std::env::var(n).map_err(E::from) }";
    let default = "fn get(n: &str) -> String { std::env::var(n).unwrap_or_default() }";
    let value = "fn get(n: &str) -> String { std::env::var(n).unwrap() }";
    for (function, call, expected) in [
        (option, "get(\"A_KEY\");", "-"),
        (option, "get(\"A_KEY\").unwrap();", "+"),
        (option, "if let Some(k) = get(\"A_KEY\") { f(k) }", "-"),
        (option, "let Some(k) = get(\"A_KEY\") else { panic!() };", "+"),
        (result, "get(\"A_KEY\")?;", "+"),
        (result, "get(\"A_KEY\").ok();", "-"),
        (result, "get(\"A_KEY\");", "?"),
        (default, "get(\"A_KEY\");", "-"),
        (default, "get(\"A_KEY\").parse().unwrap();", "-"),
        (value, "get(\"A_KEY\").parse();", "+"),
    ] {
        let code = format!("{function} fn f() {{ {call} }}");
        assert_eq!(needs(&code), expected, "{code}");
        let changes = of(&code)["changes"].as_array().unwrap().len();
        assert_eq!(changes, 1, "{code}");
        let method =
            code.replacen("get(n:", "get(&self, n:", 1).replacen("fn get", "impl S { fn get", 1);
        let method = method.replacen(" fn f()", " } fn f(s: &S)", 1).replace("get(\"", "s.get(\"");
        assert_eq!(needs(&method), expected, "{method}");
    }
    let code = format!("{option} fn f() {{ let k = get(\"A_KEY\").unwrap(); }}");
    let change = &of(&code)["changes"][0];
    assert_eq!(change["old"], "get(\"A_KEY\").unwrap()");
    assert_eq!(change["new"], "creds.a.secret().unwrap().expose_secret()");
}

/// What ends the program where there is no value is no value to go on with.
#[test]
fn panics_in_closures() {
    for code in [
        "fn f() { std::env::var(\"A_KEY\").unwrap_or_else(|_| panic!()); }",
        "fn need(n: &str) -> String { std::env::var(n).unwrap_or_else(|_| panic!()) } fn f() { need(\"A_KEY\"); }",
    ] {
        let new = of(code)["changes"][0]["new"].to_string();
        assert!(!new.contains("map_or"), "{code}: {new}");
    }
}

#[test]
fn one_of_two_is_told_and_so_is_what_is_not_clear() {
    let value = of(
        "fn f() { std::env::var(\"A_KEY\").or_else(|_| std::env::var(\"B_KEY\"))?; g(std::env::var(\"C_KEY\")); std::env::var(\"PORT\"); }",
    );
    let notes: Vec<&str> =
        value["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    assert_eq!(
        notes,
        [
            "./a.rs:1:45: one of several variables is enough; write one credential, with each of them in a list `sources`",
            "check `required` of `c`: the code does not say whether it is needed, at ./a.rs:1:73",
        ]
    );
}

/// A field that stays goes on asking for its variable, and new code for what is not required does not fail.
#[test]
fn arguments_of_clap() {
    let value = of(r#"
#[derive(Parser)]
struct A {
    #[arg(long, env)]
    api_token: Option<String>,
    #[arg(env = "B_KEY", long = "bee", default_value = "x")]
    b: String,
    #[clap(env)]
    c_key: String,
}
#[derive(Deserialize)]
struct E {
    d_key: Option<String>,
    #[serde(default)]
    e_key: String,
}
fn f() {
    let e: E = envy::from_env();
    Arg::new("x").env("F_KEY");
    Arg::new("x").env("G_KEY").required(true);
}
"#);
    let changes: Vec<String> = value["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            let text = |key: &str| change[key].as_str().unwrap().to_owned();
            format!("{} | {} | {}", text("old"), text("new"), text("note"))
        })
        .collect();
    assert_eq!(
        changes,
        [
            "api_token with `env` | creds.api_token.secret().ok().map(|secret| secret.expose_secret()) | delete the field, or clap goes on asking for it; the flag `--api-token` goes with it",
            "b with `env = \"B_KEY\"` | creds.b.secret().map_or(…, |secret| secret.expose_secret()) | delete the field, or clap goes on asking for it; the flag `--bee` goes with it",
            "c_key with `env` | creds.c.secret()?.expose_secret() | delete the field, or clap goes on asking for it",
            "E.d_key | creds.d.secret().ok().map(|secret| secret.expose_secret()) | delete the field, or envy goes on asking for it",
            "E.e_key | creds.e.secret().map_or(\"\", |secret| secret.expose_secret()) | delete the field, or envy goes on asking for it",
            ".env(\"F_KEY\") | creds.f.secret().ok().map(|secret| secret.expose_secret()) | delete the argument, or clap goes on asking for it",
            ".env(\"G_KEY\") | creds.g.secret()?.expose_secret() | delete the argument, or clap goes on asking for it",
        ]
    );
    let required: Vec<bool> = value["credentials"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["required"].as_bool().unwrap())
        .collect();
    assert_eq!(required, [false, false, true, false, false, false, true]);
}
