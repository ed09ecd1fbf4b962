//! Values of a YAML file: the same cases as for JSON, and what only YAML has.

use provider_credentials::credentials;

use crate::json::EXPECTED;
use crate::support::{Files, shown};

credentials!("it/manifests/yaml.yaml", struct Yaml);

const DOCUMENT: &str = r#"# A comment, "with quotes" and a bracket [
services: &services
  openai:
    key: nested value
list: [first, "second"]
objects:
  - key: in an object
a/b: {c~d: escaped pointer}
with.dot:
  key: 'escaped dot'
empties:
  null_value: ~
  empty: ""
  blank: " \n"
breaks:
  end: |
    value
  inner: |-
    two
    lines
  padded: " padded "
numbers: {integer: 42, float: 1.0, exponent: 1E5, large: 123456789012345678901234567890, boolean: true}
text:
  escapes: "a\"b\\c\/d\b\f\t\u0041\ud83d\udd11"
  unicode: ключ
numeric:
  0: a key of digits
twice:
  key: a
  "\x6bey": b
twice_parent:
  inner: {key: a}
  inner: {key: b}
beside_twice:
  other: 1
  other: 2
  key: fine
"#;

#[test]
fn every_case_of_a_key_path() {
    let files = Files::new().with("secrets.yaml", DOCUMENT);
    let creds: Yaml = files.loader().load();
    for (id, expected) in EXPECTED {
        assert_eq!(shown(creds.get(id).unwrap()), *expected, "{id}");
    }
}

fn nested(document: &str) -> String {
    shown(&Files::new().with("secrets.yaml", document).loader().load::<Yaml>().nested)
}

#[test]
fn every_style_of_a_scalar() {
    for (value, expected) in [
        ("plain", "plain"),
        ("plain\n      on two lines", "plain on two lines"),
        ("'it''s'", "it's"),
        ("'C:\\dir'", "C:\\dir"),
        ("\"tab\\tand \\x41\"", "tab\tand A"),
        ("\"two\n\n      lines\"", "two\nlines"),
        ("|\n      literal\n        text\n", "literal\n  text"),
        (">\n      folded\n      text\n", "folded text"),
        ("|2\n        indented\n", "  indented"),
        ("!!str 123", "123"),
        ("yes", "yes"),
        ("0x1F", "0x1F"),
        ("null", "<key_is_null>"),
        ("", "<key_is_null>"),
        ("\"null\"", "null"),
        ("# only a comment", "<key_is_null>"),
        ("value # with a comment", "value"),
        ("value#without", "value#without"),
    ] {
        let document = format!("services:\n  openai:\n    key: {value}\n");
        assert_eq!(nested(&document), expected, "{value:?}");
    }
}

#[test]
fn anchors_aliases_and_merge_keys() {
    for document in [
        "shared: &k anchored\nservices: {openai: {key: *k}}",
        "shared: &o {key: anchored}\nservices: {openai: *o}",
        "shared: &o {key: anchored}\nservices: {openai: {<<: *o, other: 1}}",
        "a: &aa {key: anchored}\nb: &bb {key: wrong}\nservices: {openai: {<<: [*aa, *bb]}}",
        "a: &aa {key: wrong}\nservices: {openai: {<<: *aa, key: anchored}}",
        "a: &ab wrong\nb: &cd anchored\nc: &ef wrong\nservices: {openai: {key: *cd}}",
    ] {
        assert_eq!(nested(document), "anchored", "{document}");
    }
    assert_eq!(nested("services: {openai: {key: *unknown}}"), "<yaml_syntax>");
}

#[test]
fn a_file_that_is_not_yaml_says_where_and_shows_nothing() {
    for content in [
        "services: \"sentinel",
        "services: [sentinel",
        "services:\n\t- sentinel",
        "services: {}\n---\nsecond: sentinel",
        "a: b: sentinel",
    ] {
        let files = Files::new().with("secrets.yaml", content);
        let creds: Yaml = files.loader().load();
        assert_eq!(shown(&creds.nested), "<yaml_syntax>", "{content}");
        let error = creds.nested.secret().unwrap_err().to_string();
        let said = ["is not valid YAML at line ", "has a second YAML document at line 2, column 1"];
        assert!(said.iter().any(|said| error.contains(said)), "{error}");
        assert!(!format!("{creds:?} {error}").contains("sentinel"), "{error}");
    }
}

#[test]
fn odd_documents_are_errors_not_panics() {
    let deep = "[".repeat(100_000);
    let mut bomb = String::from("a0: &a0 [x, x]\n");
    for level in 1..60 {
        let below = level - 1;
        bomb += &format!("a{level}: &a{level} [*a{below}, *a{below}]\n");
    }
    bomb += "services: {openai: {key: fine}}\n";
    for (content, expected) in [
        ("", "<file_empty>"),
        ("# only a comment\n", "<key_not_found>"),
        ("--- \n...\n", "<key_not_found>"),
        ("text", "<key_not_found>"),
        ("\u{feff}services: {openai: {key: after a mark}}", "after a mark"),
        ("services: &s {openai: {<<: *s}}", "<key_not_found>"),
        (deep.as_str(), "<yaml_syntax>"),
        (bomb.as_str(), "fine"),
    ] {
        assert_eq!(nested(content), expected, "{content:.40}");
    }
}
