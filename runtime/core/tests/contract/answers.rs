//! What a source may answer.

use std::time::{Duration, SystemTime};

use provider_credentials_core::__private::{RemoteSpec, SourceSpec};
use provider_credentials_core::{SourceAnswer, SourceError, SourceWarning};

use crate::support::{Answers, error, key, load_one, loader, remote, value};

const JSON: &[u8] =
    br#"{ "user": { "name": "app", "password": "example\n" }, "port": 5432, "null": null }"#;

fn json_at(text: &'static str, segments: &'static [&'static str]) -> SourceSpec {
    SourceSpec::Remote(RemoteSpec { key: Some(key(text, segments)), ..remote("acme") })
}

#[test]
fn a_key_of_content_is_looked_up_as_in_files() {
    let loader =
        loader().with_source("acme", Answers(|_| Ok(SourceAnswer::content(JSON.to_vec()))));
    let load = |text, segments| load_one(json_at(text, segments), &loader);
    assert_eq!(value(&load("user.password", &["user", "password"])), "example");
    assert_eq!(value(&load("port", &["port"])), "5432");
    for (text, segments, code, problem) in [
        ("user.pass", &["user", "pass"][..], "key_not_found", "has no key `user.pass`"),
        ("usr.name", &["usr", "name"], "key_not_found", "has no `usr` on the path to key"),
        ("user", &["user"], "key_not_scalar", "is a mapping or a list"),
        ("null", &["null"], "key_is_null", "key `null` in acme secret `it` is null"),
    ] {
        let error = error(&load(text, segments));
        assert_eq!(error.code(), code);
        assert_eq!(error.source_kind(), "acme");
        let words = error.to_string();
        assert!(words.contains("acme secret `it`") && words.contains(problem), "{words}");
    }
}

#[test]
fn yaml_content_is_read_where_it_is_no_json() {
    let loader = loader().with_source(
        "acme",
        Answers(|_| Ok(SourceAnswer::content(b"user: { name: app }".to_vec()))),
    );
    assert_eq!(value(&load_one(json_at("user.name", &["user", "name"]), &loader)), "app");
}

#[test]
fn without_a_key_the_whole_content_is_the_secret() {
    let loader = loader()
        .with_source("acme", Answers(|_| Ok(SourceAnswer::content(b"{ \"a\": 1 }\r\n".to_vec()))));
    let credential = load_one(SourceSpec::Remote(remote("acme")), &loader);
    assert_eq!(value(&credential), "{ \"a\": 1 }");
}

#[test]
fn content_that_cannot_be_used_is_an_error_without_a_byte_of_it() {
    for (content, code) in [
        (&b"{ \"user\": sentinel"[..], "json_syntax"),
        (b"user: [ sentinel", "unknown_syntax"),
        (b"  \n", "value_empty"),
        (b"sentinel \xff", "value_not_text"),
    ] {
        static CONTENT: std::sync::Mutex<&[u8]> = std::sync::Mutex::new(b"");
        *CONTENT.lock().unwrap() = content;
        let answers = Answers(|_| Ok(SourceAnswer::content(CONTENT.lock().unwrap().to_vec())));
        let loader = loader().with_source("acme", answers);
        let error = error(&load_one(json_at("user", &["user"]), &loader));
        assert_eq!(error.code(), code, "{error}");
        assert!(!error.to_string().contains("sentinel"), "{error}");
    }
}

#[test]
fn version_expiry_and_warnings_are_in_the_metadata() {
    const OLD: SourceWarning =
        SourceWarning::new("acme_old", "the version is not the newest", "name no version");

    let until = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000);
    let loader = loader().with_source(
        "acme",
        Answers(|_| {
            let until = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000);
            Ok(SourceAnswer::secret("example-secret").version("7").good_until(until).warning(OLD))
        }),
    );
    let metadata = load_one(SourceSpec::Remote(remote("acme")), &loader).metadata();
    assert_eq!(metadata.source(), "acme");
    assert_eq!(metadata.version(), Some("7"));
    assert_eq!(metadata.good_until(), Some(until));
    assert_eq!(metadata.warnings().len(), 1);
    assert_eq!(metadata.warnings()[0].code(), "acme_old");
    assert_eq!(
        metadata.warnings()[0].to_string(),
        "acme secret `it`: the version is not the newest; name no version"
    );
}

#[test]
fn a_version_that_is_no_line_of_text_is_ignored() {
    for version in ["", "two words", "line\nbreak", "\u{202e}", &"x".repeat(129)] {
        let answer = SourceAnswer::secret("example").version(version);
        assert_eq!(
            format!("{answer:?}"),
            "SourceAnswer { version: None, good_until: None, warnings: [], .. }"
        );
    }
    assert!(format!("{:?}", SourceAnswer::secret("example").version("v1")).contains("\"v1\""));
}

#[test]
fn an_error_has_its_numbers_and_says_whether_to_try_again() {
    const DOWN: SourceError = SourceError::new("acme_down", "the server is down", "start it");

    let load = |answer: fn() -> SourceError| {
        static ANSWER: std::sync::Mutex<Option<fn() -> SourceError>> = std::sync::Mutex::new(None);
        *ANSWER.lock().unwrap() = Some(answer);
        let answers = Answers(|_| Err(ANSWER.lock().unwrap().map_or(DOWN, |answer| answer())));
        error(&load_one(SourceSpec::Remote(remote("acme")), &loader().with_source("acme", answers)))
    };
    let plain = load(|| DOWN);
    assert!(!plain.is_retryable());
    assert_eq!(
        plain.to_string(),
        "credential `it` is not loaded: acme secret `it`: the server is down; start it"
    );
    let busy = load(|| DOWN.retryable().http_status(503).attempts(3));
    assert!(busy.is_retryable());
    assert!(busy.to_string().contains("down (HTTP status 503, 3 attempts); start"), "{busy}");
    assert!(load(|| DOWN.http_status(403)).to_string().contains("down (HTTP status 403); start"));
    assert!(load(|| DOWN.attempts(2)).to_string().contains("down (2 attempts); start"));
}

#[test]
fn an_error_of_a_source_is_an_error() {
    const SEALED: SourceError =
        SourceError::new("acme_sealed", "the server is sealed", "unseal it");

    let error: Box<dyn std::error::Error> = SEALED.http_status(503).into();
    assert_eq!(error.to_string(), "the server is sealed (HTTP status 503); unseal it");
}
