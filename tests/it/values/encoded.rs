//! `encoding`: what platforms make people wrap.

use provider_credentials::{ExposeSecret, Secret, Source, SourceAnswer, SourceRequest};

use super::{Values, warnings};
use crate::support::{Files, no_environment, outcome, shown};

fn wrapped(value: &str) -> Values {
    no_environment().with_environment([("WRAPPED", value)]).load()
}

fn bytes(secret: &Secret) -> (&[u8], bool) {
    (secret.expose_bytes(), secret.is_text())
}

#[test]
fn text_is_text_and_other_bytes_are_bytes() {
    let creds = wrapped("YW4tZXhhbXBsZS1zZWNyZXQK");
    assert_eq!(
        shown(&creds.base64),
        "an-example-secret",
        "without the line break that `echo` adds"
    );
    assert_eq!(warnings(&creds.base64), [""; 0]);
    let creds = wrapped("MIIKAgEDMIIJ/v==".replace("v==", "w==").as_str());
    let secret = creds.base64.secret().unwrap();
    assert_eq!(bytes(secret), (&b"\x30\x82\x0a\x02\x01\x03\x30\x82\x09\xff"[..], false));
    assert_eq!(secret.expose_secret(), "");
    let creds = wrapped("_-_-");
    assert_eq!(bytes(creds.base64url.secret().unwrap()).0, b"\xff\xef\xfe");
    assert_eq!(outcome(&creds.base64), Err("encoding_invalid"));
}

#[test]
fn every_source_of_a_list_has_its_own() {
    let files = Files::new().with("hex.json", r#"{ "key": "ff00AAbb" }"#);
    let creds: Values = files.loader().with_environment([("WRAPPED", "00ff")]).load();
    assert_eq!(bytes(creds.hex.secret().unwrap()), (&b"\xff\x00\xaa\xbb"[..], false));
    let creds = wrapped("6578616D706C652D6B6579");
    assert_eq!(shown(&creds.hex), "example-key");
    // Each byte counts: a line break is one, and so is a NUL.
    for (digits, expected) in
        [("6578616d706c650a", &b"example\n"[..]), ("0100050921", b"\x01\0\x05\x09\x21")]
    {
        let creds = wrapped(digits);
        assert_eq!(creds.hex.secret().unwrap().expose_bytes(), expected);
        assert_eq!(warnings(&creds.hex), [""; 0]);
    }
    assert_eq!(bytes(wrapped("AAAA").base64.secret().unwrap()), (&[0, 0, 0][..], false));
}

#[test]
fn what_is_decoded_is_looked_at_as_any_other_value() {
    assert_eq!(warnings(&wrapped("Y2hhbmdlbWU=").base64), ["value_placeholder"]);
    // What PowerShell's `[Text.Encoding]::Unicode` makes of a text.
    assert_eq!(outcome(&wrapped("YQBuAC0AZQB4AGEAbQBwAGwAZQA=").base64), Err("value_not_text"));
    assert_eq!(outcome(&wrapped("CiAK").base64), Err("value_empty"));
}

#[test]
fn what_is_not_encoded_is_an_error_without_a_byte_of_it() {
    for value in ["sentinel!", "sentine", "c2VudGluZWw", "c2VudGluZWx=", "c2Vu dGluZWw="] {
        let creds = wrapped(value);
        assert_eq!(outcome(&creds.base64), Err("encoding_invalid"), "{value}");
        let error = creds.base64.secret().unwrap_err().to_string();
        assert!(
            error.ends_with(
                "environment variable `WRAPPED` is not valid base64; encode the secret, or correct \
             `encoding` in the manifest"
            ),
            "{error}"
        );
        assert!(!format!("{error}{creds:?}").contains(value));
    }
}

struct Store;

impl Source for Store {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            let content = br#"{ "key": "YW4tZXhhbXBsZS1zZWNyZXQ=" }"#;
            request.answer_with(Ok(SourceAnswer::content(content.to_vec())));
        }
    }
}

#[test]
fn an_answer_is_decoded_too() {
    let creds: Values = no_environment().with_source("store", Store).load();
    assert_eq!(shown(&creds.asked), "an-example-secret");
}
