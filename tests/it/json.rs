//! Values of a JSON file.

use provider_credentials::{ExposeSecret, credentials};

use crate::support::{Files, shown};

credentials!("it/manifests/json.yaml", struct Json);

const DOCUMENT: &str = r#"{
  "services": {"openai": {"key": "nested value"}},
  "list": ["first", "second"],
  "objects": [{"key": "in an object"}],
  "a/b": {"c~d": "escaped pointer"},
  "with.dot": {"key": "escaped dot"},
  "empties": {"null_value": null, "empty": "", "blank": " \n"},
  "breaks": {"end": "value\r\n\n", "inner": "two\nlines", "padded": " padded "},
  "numbers": {"integer": 42, "float": 1.0, "exponent": 1E5, "large": 123456789012345678901234567890, "boolean": true},
  "text": {"escapes": "a\"b\\c\/d\b\f\t\u0041\ud83d\udd11", "unicode": "ключ"},
  "numeric": {"0": "a key of digits"},
  "twice": {"key": "a", "\u006bey": "b"},
  "twice_parent": {"inner": {"key": "a"}, "inner": {"key": "b"}},
  "beside_twice": {"other": 1, "other": 2, "key": "fine"}
}"#;

pub(crate) const EXPECTED: &[(&str, &str)] = &[
    ("nested", "nested value"),
    ("index", "second"),
    ("index_object", "in an object"),
    ("pointer", "nested value"),
    ("pointer_index", "first"),
    ("pointer_escapes", "escaped pointer"),
    ("escaped_dot", "escaped dot"),
    ("missing", "<key_not_found>"),
    ("missing_parent", "<key_not_found>"),
    ("past_a_scalar", "<key_not_found>"),
    ("past_the_end", "<key_not_found>"),
    ("not_an_index", "<key_not_found>"),
    ("leading_zero", "<key_not_found>"),
    ("null_value", "<key_is_null>"),
    ("past_null", "<key_not_found>"),
    ("mapping", "<key_not_scalar>"),
    ("sequence", "<key_not_scalar>"),
    ("empty", "<value_empty>"),
    ("blank", "<value_empty>"),
    ("line_break", "value"),
    ("inner_break", "two\nlines"),
    ("padded", " padded "),
    ("integer", "42"),
    ("float", "1.0"),
    ("exponent", "1E5"),
    ("large", "123456789012345678901234567890"),
    ("boolean", "true"),
    ("escapes", "a\"b\\c/d\u{8}\u{c}\tA🔑"),
    ("unicode", "ключ"),
    ("numeric_key", "a key of digits"),
    ("twice", "<key_duplicated>"),
    ("twice_parent", "<key_duplicated>"),
    ("beside_twice", "fine"),
];

#[test]
fn every_case_of_a_key_path() {
    let files = Files::new().with("secrets.json", DOCUMENT);
    let creds: Json = files.loader().load();
    assert_eq!(creds.ids().len(), EXPECTED.len());
    for (id, expected) in EXPECTED {
        assert_eq!(shown(creds.get(id).unwrap()), *expected, "{id}");
    }
}

#[test]
fn errors_name_the_segment_that_is_missing_and_no_content() {
    let files = Files::new().with("secrets.json", DOCUMENT);
    let creds: Json = files.loader().load();
    let text = |id: &str| creds.get(id).unwrap().secret().unwrap_err().to_string();
    assert!(
        text("missing_parent").contains(
            "file `secrets.json` has no `absent` on the path to key `services.absent.key`"
        ),
        "{}",
        text("missing_parent")
    );
    assert!(text("null_value").contains("key `empties.null_value` in file `secrets.json` is null"));
    assert!(text("mapping").contains("is a mapping or a list"));
    assert!(text("twice").contains("file `secrets.json` has key `twice.key` twice"));
    assert!(
        text("twice_parent").contains("has `inner` twice on the path to key `twice_parent.inner")
    );
    assert!(text("past_the_end").contains("has no key `list.2`"));
}

#[test]
fn a_file_that_is_not_json_says_where_and_shows_nothing() {
    for (content, place) in [
        ("{\"services\": sentinel}", "line 1, column 14"),
        ("{\n  \"services\": \"sentinel", "line 2, column "),
        ("{\"services\": {}} sentinel", "line 1, column 18"),
    ] {
        let files = Files::new().with("secrets.json", content);
        let creds: Json = files.loader().load();
        assert_eq!(shown(&creds.nested), "<json_syntax>", "{content}");
        let error = creds.nested.secret().unwrap_err().to_string();
        assert!(error.contains(place), "{error}");
        assert!(!format!("{creds:?} {error}").contains("sentinel"), "{error}");
    }
}

#[test]
fn odd_documents_are_errors_not_panics() {
    let deep = "[".repeat(100_000);
    let deep_and_closed = format!("{deep}{}", "]".repeat(100_000));
    for (content, expected) in [
        ("", "<file_empty>"),
        ("\n", "<file_empty>"),
        ("null", "<key_not_found>"),
        ("\"text\"", "<key_not_found>"),
        ("[]", "<key_not_found>"),
        ("\u{feff}{\"services\":{\"openai\":{\"key\":\"after a mark\"}}}", "after a mark"),
        (r#"{"services":{"openai":{"key":"\ud800"}}}"#, "<value_not_text>"),
        (deep.as_str(), "<json_syntax>"),
        (deep_and_closed.as_str(), "<key_not_found>"),
    ] {
        let files = Files::new().with("secrets.json", content);
        let creds: Json = files.loader().load();
        assert_eq!(shown(&creds.nested), expected, "{content:.40}");
    }
}

#[test]
fn one_missing_key_leaves_the_others_alone() {
    let files = Files::new().with("secrets.json", r#"{"list": ["first"]}"#);
    let creds: Json = files.loader().load();
    assert_eq!(creds.loaded_ids(), [JsonId::PointerIndex]);
    assert_eq!(creds.pointer_index.secret().unwrap().expose_secret(), "first");
}
