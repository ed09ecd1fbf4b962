//! What a secret looks like when it is encoded.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

/// The text itself, in hexadecimal digits, and in base64 wherever it begins in what is encoded.
pub(crate) fn disguises(secret: &str) -> Vec<String> {
    let mut hex = String::new();
    for byte in secret.bytes() {
        write!(hex, "{byte:02x}").unwrap();
    }
    let mut all = vec![secret.to_owned(), hex.to_uppercase(), hex];
    for before in 0..3 {
        let bytes = [&b"\0\0"[..before], secret.as_bytes()].concat();
        for engine in [&STANDARD, &URL_SAFE] {
            let text = engine.encode(&bytes);
            // The first and last characters depend on what is beside the secret.
            all.push(text.get(4 * before.min(1)..text.len() - 4).unwrap().to_owned());
        }
    }
    all
}

/// The first of these secrets that is in the bytes, in whatever form.
pub(crate) fn found<'s>(bytes: &[u8], secrets: &[&'s str]) -> Option<&'s str> {
    let is_in = |form: &String| bytes.windows(form.len()).any(|window| window == form.as_bytes());
    secrets.iter().copied().find(|secret| disguises(secret).iter().any(is_in))
}

#[test]
fn each_disguise_is_seen_through() {
    let secret = "sentinel-of-a-disguise";
    for before in 0..7 {
        for after in 0..4 {
            let text = ["?".repeat(before).as_str(), secret, &">".repeat(after)].concat();
            for encoded in [text.clone(), STANDARD.encode(&text), URL_SAFE.encode(&text)] {
                assert_eq!(found(encoded.as_bytes(), &[secret]), Some(secret), "{encoded}");
            }
        }
    }
    assert_eq!(found(b"sentinel-of-another", &[secret]), None);
}
