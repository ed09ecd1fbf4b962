//! What a redactor lets through, by a search that knows nothing of how it works.

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use provider_credentials::{Redactor, Secret};
use provider_credentials_disguises::{Sentinels, github_token, letters, odd};

type Write = fn(&str) -> String;

/// The disguises of `docs/redaction.md`, by those who make them.
const WRITES: &[(&str, Write)] = &[
    ("as it is", str::to_owned),
    ("base64", |text| BASE64.encode(text.as_bytes())),
    ("base64, second place", |text| BASE64_NOPAD.encode(format!("x{text}").as_bytes())),
    ("base64, third place", |text| BASE64.encode(format!("xy{text}and more").as_bytes())),
    ("base64 for URLs", |text| BASE64URL.encode(text.as_bytes())),
    ("base64 for URLs, second place", |text| BASE64URL_NOPAD.encode(format!("x{text}").as_bytes())),
    ("Basic", |text| format!("Basic {}", BASE64.encode(format!("user:{text}").as_bytes()))),
    ("hex", |text| HEXLOWER.encode(text.as_bytes())),
    ("hex, upper case", |text| HEXUPPER.encode(text.as_bytes())),
    ("JSON", |text| serde_json::to_string(text).expect("JSON")),
    ("JSON in JSON", |text| serde_json::to_string(&[text]).expect("JSON")),
    ("Debug", |text| format!("{text:?}")),
    ("Debug of bytes", |text| format!("{:?}", text.as_bytes())),
    ("escape_default", |text| text.escape_default().to_string()),
    ("escape_ascii", |text| text.as_bytes().escape_ascii().to_string()),
    ("percent", |text| {
        text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
    }),
];

#[test]
fn nothing_of_a_secret_is_left_by_a_redactor() {
    let secrets = [
        ("letters", letters("redacted")),
        ("token", github_token("redacted")),
        ("odd", odd("redacted")),
    ];
    for (name, secret) in &secrets {
        let redactor = Redactor::new().with(name, Secret::from(&**secret));
        let sentinel = Sentinels::new().with(name, secret);
        for (how, write) in WRITES {
            let text = format!("before {} behind", write(secret));
            assert!(!sentinel.find(text.as_bytes()).is_empty(), "{name}, {how}: it is there");
            let redacted = redactor.redact(&text);
            assert!(redacted.contains(&format!("[REDACTED:{name}]")), "{name}, {how}: {redacted}");
            let found = sentinel.find(redacted.as_bytes());
            assert!(found.is_empty(), "{name}, {how}: {}", found[0]);
        }
        // Each line by itself.
        for line in secret.lines() {
            let redacted = redactor.redact(line);
            assert_eq!(sentinel.find(redacted.as_bytes()), [], "{name}");
        }
    }
}
