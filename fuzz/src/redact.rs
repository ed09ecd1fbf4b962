//! Redaction: two secrets, and a text in pieces. The first byte is the length of the secrets, the second that of the
//! pieces; then come both secrets and the text.

use std::io::Write;

use provider_credentials::Redactor;

pub fn check(bytes: &[u8]) {
    let Some(([length, piece], rest)) = bytes.split_first_chunk() else { return };
    let length = usize::from(*length).min(rest.len() / 2);
    let (first, rest) = rest.split_at(length);
    let (second, text) = rest.split_at(length);
    let redactor = Redactor::new().with("a", first).with("b", second);

    let redacted = redactor.redact_bytes(text);
    let mut writer = redactor.writer(Vec::new());
    for piece in text.chunks(usize::from(*piece).max(1)) {
        writer.write_all(piece).expect("a vector takes all");
    }
    let written = writer.into_inner().expect("a vector takes all");
    assert_eq!(written, *redacted, "in pieces");

    let is_short = redactor.too_short().len() == 2;
    assert!(!is_short || *redacted == *text, "nothing is looked for");
    for secret in [first, second].into_iter().filter(|_| !is_short) {
        // What stands between the marks has none.
        let clean = redacted.split(|byte| *byte == b'[');
        for clean in clean.filter(|_| !secret.contains(&b'[')) {
            assert!(!clean.windows(secret.len()).any(|window| window == secret), "it is there");
        }
    }
    if let Ok(text) = std::str::from_utf8(text) {
        let _ = redactor.redact(text);
    }
}
