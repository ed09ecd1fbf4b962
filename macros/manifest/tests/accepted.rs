//! Manifests that are right, and what they mean.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_push_string,
    reason = "tests state what must hold by failing"
)]

use provider_credentials_manifest::checked::{
    Checked, ConfigValue, Credential, Format, Source, TemplatePart,
};
use provider_credentials_manifest::{Severity, SourceFile, check, examine};

fn accept(text: &str) -> Checked {
    match check(SourceFile::new("m.yaml", text)) {
        Ok(checked) => checked,
        Err(report) => panic!("{report}"),
    }
}

fn good(name: &str) -> Checked {
    let path = format!("{}/tests/good/{name}", env!("CARGO_MANIFEST_DIR"));
    let source = SourceFile::read(path.as_ref(), name).unwrap();
    check(source).unwrap_or_else(|report| panic!("{report}"))
}

fn only(checked: &Checked) -> &Credential {
    assert_eq!(checked.credentials.len(), 1);
    &checked.credentials[0]
}

fn credential(rest: &str) -> String {
    format!(
        "provider_credentials:\n  - id: a\n    provider: p\n    \
         auth: {{ type: api_key, source: env, env_var: A }}\n{rest}"
    )
}

fn config<'c>(c: &'c Credential, key: &str) -> &'c ConfigValue {
    &c.config.iter().find(|field| field.key == key).unwrap().value
}

#[test]
fn every_good_manifest_is_accepted() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good");
    let mut count = 0;
    for entry in std::fs::read_dir(dir).unwrap() {
        good(entry.unwrap().file_name().to_str().unwrap());
        count += 1;
    }
    assert!(count >= 6);
}

#[test]
fn the_reference_manifest() {
    let checked = good("reference.yaml");
    assert_eq!(checked.path, "reference.yaml");
    let [anthropic, openai] = checked.credentials.as_slice() else { panic!() };
    assert_eq!(anthropic.id, "anthropic_sonnet");
    assert_eq!(anthropic.name.camel, "AnthropicSonnet");
    assert_eq!(anthropic.line, 3);
    assert!(anthropic.required);
    assert_eq!(anthropic.parts[0].sources, [Source::Env { var: "ANTHROPIC_API_KEY".into() }]);
    assert_eq!(
        config(anthropic, "base_url"),
        &ConfigValue::Str("https://api.anthropic.com".into())
    );
    let [Source::File { path, key: Some(key), format, encrypted: None }] =
        openai.parts[0].sources.as_slice()
    else {
        panic!()
    };
    assert_eq!(
        path.parts,
        [TemplatePart::Text("/etc/agent-engine/secrets/credentials.json".into())]
    );
    assert_eq!(key.segments, ["openai", "api_key"]);
    assert_eq!(*format, Format::ByExtension);
}

#[test]
fn sources_in_order() {
    let checked = good("sources.yaml");
    let c = only(&checked);
    let [
        Source::Env { var },
        Source::File { path, key: None, format: Format::Text, encrypted: None },
        Source::File { format: Format::Yaml, .. },
    ] = c.parts[0].sources.as_slice()
    else {
        panic!("{:?}", c.parts[0].sources)
    };
    assert_eq!(var, "OPENAI_API_KEY");
    assert_eq!(
        path.parts,
        [
            TemplatePart::Var { name: "SECRETS_DIR".into(), default: Some("/run/secrets".into()) },
            TemplatePart::Text("/openai".into())
        ]
    );
    assert!(!c.required);
    assert_eq!(c.description.as_deref(), Some("First line.\nSecond line.\n"));
}

#[test]
fn every_type_of_config() {
    let checked = good("config.yaml");
    let c = only(&checked);
    let str = |s: &str| ConfigValue::Str(s.into());
    assert_eq!(config(c, "text"), &str("plain"));
    assert_eq!(config(c, "quoted_number"), &str("12"));
    assert_eq!(config(c, "tagged"), &str("12"));
    assert_eq!(config(c, "int"), &ConfigValue::Int(-12));
    assert_eq!(config(c, "hex"), &ConfigValue::Int(255));
    assert_eq!(config(c, "octal"), &ConfigValue::Int(8));
    assert_eq!(config(c, "float"), &ConfigValue::Float(1.5));
    assert_eq!(config(c, "exponent"), &ConfigValue::Float(1000.0));
    assert_eq!(config(c, "infinite"), &ConfigValue::Float(f64::INFINITY));
    assert_eq!(config(c, "yes"), &ConfigValue::Bool(true));
    assert_eq!(config(c, "no"), &ConfigValue::Bool(false));
    assert_eq!(config(c, "list"), &ConfigValue::List(vec![str("a"), str("b")]));
    let ConfigValue::List(models) = config(c, "models") else { panic!() };
    for model in models {
        let ConfigValue::Struct(fields) = model else { panic!() };
        let keys: Vec<&str> = fields.iter().map(|f| f.name.snake.as_str()).collect();
        assert_eq!(keys, ["name", "max_tokens"], "the order of the first item");
    }
    let ConfigValue::Struct(nested) = config(c, "nested") else { panic!() };
    assert_eq!(nested[0].name.snake, "deep_er");
    assert!(c.config.iter().any(|f| f.key == "type" && f.name.snake == "type"));
}

#[test]
fn anchors_and_merges() {
    let checked = good("anchors.yaml");
    let [a, b, c] = checked.credentials.as_slice() else { panic!() };
    assert_eq!(config(a, "region"), &ConfigValue::Str("eu".into()));
    assert_eq!(config(b, "region"), &ConfigValue::Str("us".into()), "explicit keys win");
    assert_eq!(config(b, "timeout"), &ConfigValue::Int(30));
    assert_eq!(config(c, "region"), &ConfigValue::Str("eu".into()), "earlier in the list wins");
    assert_eq!(config(c, "extra"), &ConfigValue::Bool(true));
    assert_eq!(c.parts[0].sources, [Source::Env { var: "C".into() }]);
}

#[test]
fn keywords_are_ids() {
    let checked = good("keywords.yaml");
    let names: Vec<_> = checked
        .credentials
        .iter()
        .map(|c| (c.id.as_str(), c.name.snake.as_str(), c.name.camel.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("type", "type", "Type"),
            ("Async", "async", "Async"),
            ("open-ai", "open_ai", "OpenAi"),
            ("HTTPServer", "http_server", "HttpServer"),
        ]
    );
}

#[test]
fn an_empty_list() {
    for text in [
        "provider_credentials: []",
        "provider_credentials:\n  []\n",
        "---\nprovider_credentials: []\n...\n",
    ] {
        assert!(accept(text).credentials.is_empty());
    }
}

#[test]
fn bytes_of_other_systems() {
    let text = credential("    config:\n      s: é\n");
    for text in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        format!("\u{feff}{text}"),
        format!("{text}#\ttab\n\t\n"),
    ] {
        let checked = accept(&text);
        assert_eq!(only(&checked).line, 2);
        assert_eq!(config(only(&checked), "s"), &ConfigValue::Str("é".into()));
    }
}

#[test]
fn not_secret_silences_one_value() {
    let random = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0fL3hX6";
    let checked = accept(&credential(&format!(
        "    config: {{ project: {random}, hosts: [plain, {random}] }}\n    not_secret: [config.project, config.hosts.1]\n"
    )));
    assert_eq!(config(only(&checked), "project"), &ConfigValue::Str(random.into()));
}

#[test]
fn one_variable_may_serve_two_credentials() {
    let text = credential(
        "  - id: b\n    provider: p\n    auth: { type: api_key, source: env, env_var: A }\n",
    );
    assert_eq!(accept(&text).credentials.len(), 2);
}

#[test]
fn file_without_key_is_text() {
    let checked = accept(
        "provider_credentials: [{ id: a, provider: p, auth: { type: api_key, source: file, file_path: ~/k.json } }]",
    );
    let [Source::File { path, key: None, format: Format::Text, encrypted: None }] =
        only(&checked).parts[0].sources.as_slice()
    else {
        panic!()
    };
    assert_eq!(path.parts, [TemplatePart::Home, TemplatePart::Text("/k.json".into())]);
}

#[test]
fn warnings_do_not_refuse_a_manifest() {
    let text =
        format!("x: &unused 1\n{}", credential("    config: { base_url: http://a.example }\n"));
    let report = examine(SourceFile::new("m.yaml", text.clone())).report;
    let found: Vec<_> = report.problems().map(|p| (p.code().as_str(), p.severity())).collect();
    let (error, warning) = (Severity::Error, Severity::Warning);
    assert_eq!(
        found,
        [("unknown_key", error), ("unused_anchor", warning), ("insecure_url", warning)]
    );
    let Err(report) = check(SourceFile::new("m.yaml", text.clone())) else { panic!() };
    assert_eq!(report.problems().len(), 1, "a build shows its errors");

    let text = text.split_once('\n').unwrap().1;
    let outcome = examine(SourceFile::new("../m.yaml", text).outside_package());
    let codes: Vec<_> = outcome.report.problems().map(|p| p.code().as_str()).collect();
    assert_eq!(codes, ["manifest_outside_package", "insecure_url"]);
    assert_eq!(outcome.checked, check(SourceFile::new("../m.yaml", text)).ok());
    assert!(outcome.checked.is_some());
}

#[test]
fn good_manifests_have_no_warnings() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good");
    for entry in std::fs::read_dir(dir).unwrap() {
        let source = SourceFile::read(&entry.unwrap().path(), "m.yaml").unwrap();
        let report = examine(source).report;
        assert_eq!(report.problems().len(), 0, "{report}");
    }
}

#[test]
fn text_that_begins_with_an_unusual_space() {
    for space in ['\u{3000}', '\u{a0}'] {
        for style in ["|", ">", "|-", ">+"] {
            let below = format!("        {space}text\n        {space}more\n");
            for rest in [
                format!("    description: {style}\n{below}"),
                format!("    config:\n      prompt: {style}\n{below}"),
                format!("    config:\n      list:\n      - {style}\n{below}"),
            ] {
                accept(&credential(&rest));
            }
        }
        let checked = accept(&credential(&format!("    description: |\n      {space}text\n")));
        assert_eq!(only(&checked).description, Some(format!("{space}text\n")));
        accept(&credential(&format!("    description:\n      \"{space}text\"\n")));
    }
}

#[test]
fn an_anchor_again_and_null() {
    let text = credential("x-a: &d 1\nx-b: *d\nx-c: &d ~\nx-e: *d\nx-f: &d null\nx-g: *d\n");
    accept(&text);
}

#[test]
fn quoted_keys_like_signs() {
    for key in ["\"<\"", "'<<<'", "\"type:2\"", "'type:a'"] {
        accept(&format!("{}x-a: {{ {key}: {{ b: c }} }}\n", credential("")));
        accept(&format!("{}x-a: {{ {key}: text }}\n", credential("")));
        accept(&format!("{}x-a:\n  {key}:\n", credential("")));
    }
}

#[test]
fn public_text_in_comments() {
    let hex = "0123456789abcdef".repeat(4);
    let key = "AAAAC3NzaC1lZDI1NTE5AAAAIJ0xQ7vT4kEhfmZ8n2Yw9uR5sBqLgD1aXoKc3VtMWiN6";
    for comment in [
        format!("image: registry.example.com/app@sha256:{hex}"),
        format!("sha256:{hex}"),
        format!("ssh-ed25519 {key} user@host"),
    ] {
        let text = format!("# {comment}\n{}", credential("    # as above\n"));
        let outcome = examine(SourceFile::new("m.yaml", text));
        assert_eq!(outcome.report.problems().len(), 0, "{:?}", outcome.report);
    }
}
