use std::borrow::Cow;

use provider_credentials_core::{Redactor, Secret};

use crate::disguised::{SECRETS, STANDARD, URL_SAFE, base64, disguised};

const MARK: &str = "[REDACTED:key]";

pub(crate) fn redactor(secret: &str) -> Redactor {
    Redactor::new().with("key", secret)
}

#[test]
fn every_disguise_between_other_text() {
    for secret in SECRETS {
        let redactor = redactor(secret);
        for (name, text) in disguised(secret) {
            for (before, after) in
                [("", ""), ("x=", ";"), ("\"", "\"\n"), ("é", "é"), ("<", " and on")]
            {
                let found = redactor.redact(&format!("{before}{text}{after}")).into_owned();
                assert_eq!(found, format!("{before}{MARK}{after}"), "{name} of {secret:?}");
            }
            // Of the same letter again and again, both together are one.
            let twice = if secret.starts_with("aaa") { MARK.to_owned() } else { MARK.repeat(2) };
            assert!(redactor.redact(&text.repeat(2)).starts_with(&twice), "{name}");
        }
    }
}

#[test]
fn base64_at_every_place() {
    for secret in SECRETS {
        let redactor = redactor(secret);
        for before in 0..7 {
            for after in 0..4 {
                let inside = format!("{}{secret}{}", &"XYWVUTS"[..before], &"????"[..after]);
                for alphabet in [STANDARD, URL_SAFE] {
                    for is_padded in [true, false] {
                        let text = base64(inside.as_bytes(), alphabet, is_padded);
                        let found = redactor.redact(&text);
                        let (start, end) =
                            found.split_once(MARK).unwrap_or_else(|| panic!("{text}"));
                        // What stands beside it, and its share of one digit at either side.
                        assert_eq!(start, &text[..(before * 8).div_ceil(6)]);
                        let digits = ((before + secret.len()) * 8).div_ceil(6);
                        assert_eq!(end, &text[digits..]);
                    }
                }
            }
        }
    }
}

/// A file of JSON in base64, in which the secret has a quote: at any place.
#[test]
fn base64_of_json_at_every_place() {
    for secret in SECRETS {
        let redactor = redactor(secret);
        for before in 0..6 {
            let name = "n".repeat(before);
            let json = serde_json::json!({ name: secret, "z": 1 }).to_string();
            for alphabet in [STANDARD, URL_SAFE] {
                let text = base64(json.as_bytes(), alphabet, true);
                let found = redactor.redact(&text).into_owned();
                let (start, end) = found.split_once(MARK).unwrap_or_else(|| panic!("{json}"));
                assert!(text.starts_with(start) && text.ends_with(end), "{json}: {found}");
                assert!(start.len() + end.len() < (before + 24) * 4 / 3, "{json}: {found}");
            }
        }
    }
}

#[test]
fn base64_with_line_breaks() {
    let secret = "a secret that is much longer than one line of base64 that is broken as MIME breaks it, at 76";
    for line_break in ["\n", "\r\n"] {
        let lines = base64(secret.as_bytes(), STANDARD, true);
        let lines: Vec<&str> = [&lines[..76], &lines[76..]].into();
        let text = lines.join(line_break);
        assert_eq!(redactor(secret).redact(&text).trim_end_matches('='), MARK);
    }
}

#[test]
fn numbers_on_lines_of_their_own() {
    let secret = SECRETS[0];
    let text = format!("{:#?}", secret.as_bytes());
    assert_eq!(redactor(secret).redact(&text), format!("[\n    {MARK},\n]"));
    assert_eq!(
        redactor("\u{1}\u{2}345678").redact("[1, 2, 51,52,53,54,55,56]"),
        format!("[{MARK}]")
    );
}

#[test]
fn bytes_that_are_no_text() {
    let secret: Vec<u8> = (0..=255).rev().chain([0, 255, 0]).collect();
    let redactor = Redactor::new().with("key", &secret[..]);
    let shown = format!("{secret:?}");
    for text in [
        secret.clone(),
        secret.escape_ascii().to_string().into_bytes(),
        base64(&secret, URL_SAFE, false).into_bytes(),
        secret.iter().fold(String::new(), |all, byte| all + &format!("%{byte:02x}")).into_bytes(),
        shown.as_bytes()[1..shown.len() - 1].to_vec(),
    ] {
        assert_eq!(redactor.redact_bytes(&text), MARK.as_bytes(), "{}", text.escape_ascii());
        let around = [b"\xff", &text[..], b"\xff"].concat();
        assert_eq!(redactor.redact_bytes(&around), [b"\xff", MARK.as_bytes(), b"\xff"].concat());
    }
}

/// Its first and last byte are parts of characters.
#[test]
fn bytes_within_characters() {
    let text = "éééééé";
    let secret = &text.as_bytes()[1..11];
    let redactor = Redactor::new().with("key", secret);
    assert_eq!(redactor.redact(&format!("a{text}b")), format!("a{MARK}b"));
    assert_eq!(
        redactor.redact_bytes(text.as_bytes()),
        [b"\xc3", MARK.as_bytes(), b"\xa9"].concat()
    );
}

#[test]
fn clean_text_is_borrowed() {
    let redactor = redactor(SECRETS[0]);
    for text in ["", "a", "corr", "nothing of it here", "correct-horse-battery-stapl?"] {
        assert!(matches!(redactor.redact(text), Cow::Borrowed(same) if same == text));
        assert!(matches!(redactor.redact_bytes(text.as_bytes()), Cow::Borrowed(_)));
    }
}

#[test]
fn what_the_end_cuts_off() {
    let redactor = redactor("correct-horse-battery-staple");
    assert_eq!(redactor.redact("key: correct-horse-ba"), format!("key: {MARK}"));
    assert_eq!(redactor.redact("key: correct-horse-bat"), format!("key: {MARK}"));
    assert_eq!(redactor.redact("key: correct-horse-b"), "key: correct-horse-b");
    for end in ["\n", "\r\n", "\nand on"] {
        let text = format!("key: correct-horse-bat{end}");
        assert_eq!(redactor.redact(&text), format!("key: {MARK}{end}"));
        let text = format!("{}{end}", base64(b"correct-horse-batt", STANDARD, false));
        assert_eq!(redactor.redact(&text), format!("{MARK}{end}"));
        let text = format!("key: correct-horse-b{end}");
        assert_eq!(redactor.redact(&text), text);
    }
    // In the middle, the rest could be anything: it is not the secret.
    assert_eq!(redactor.redact("correct-horse-bat and more"), "correct-horse-bat and more");
    // One that would be long is not told by a beginning that many have.
    let long = Redactor::new()
        .with("key", format!("{{\"type\": \"service_account\", {}", "x".repeat(200)));
    assert_eq!(long.redact("{\"type\": \"service_account\""), "{\"type\": \"service_account\"");
}

#[test]
fn names_can_stand_in_any_text() {
    let redactor = Redactor::new().with("a \"b\"\n[é].c_d-e", "correct-horse");
    assert_eq!(redactor.redact("correct-horse"), "[REDACTED:a__b_____.c_d-e]");
}

#[test]
fn debug_has_counts_alone() {
    let redactor = Redactor::new().with("sentinel-name", "sentinel-value").with("short", "abc");
    assert_eq!(format!("{redactor:?}"), "Redactor { secrets: 2, too_short: 1 }");
    assert_eq!(redactor.too_short(), ["short"]);
    let writer = redactor.writer(std::io::sink());
    assert_eq!(format!("{writer:?}"), "RedactingWriter { held_back: 0, .. }");
}

#[test]
fn of_one_name_the_last_two_are_covered() {
    let redactor = Redactor::new().with("other", "other-value-1");
    for value in ["token-number-1", "token-number-2", "token-number-3"] {
        redactor.register("token", Secret::from(value));
    }
    let text = "token-number-1 token-number-2 token-number-3 other-value-1";
    let expected = "token-number-1 [REDACTED:token] [REDACTED:token] [REDACTED:other]";
    assert_eq!(redactor.redact(text), expected);
}

#[test]
fn what_covers_nothing() {
    let empty = Redactor::default();
    assert_eq!(empty.redact("anything"), "anything");
    let short = redactor("1234567");
    assert_eq!(short.redact("1234567"), "1234567");
    assert_eq!(short.too_short(), ["key"]);
    assert_eq!(redactor("").redact(""), "");
}

#[test]
fn a_huge_text() {
    let secret = SECRETS[0];
    let clean = "2026-11-29 INFO nothing to see in this line, correct-horse-battery or not\n"
        .repeat(100_000);
    let redactor = redactor(secret);
    assert!(matches!(redactor.redact(&clean), Cow::Borrowed(_)));
    let text = format!("{clean}{secret}{clean}{secret}");
    assert_eq!(redactor.redact(&text), format!("{clean}{MARK}{clean}{MARK}"));
}
