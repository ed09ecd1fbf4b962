//! How often a harmless value is taken for a secret, and a secret for a harmless value.
//!
//! `cargo test -p provider-credentials-manifest --test corpus -- --nocapture` says both rates. The
//! values were gathered after the rules were written, and no secret was ever issued: all are generated.

#![forbid(unsafe_code)]
#![allow(clippy::panic, clippy::indexing_slicing, reason = "tests state what must hold by failing")]

use provider_credentials_manifest::{SourceFile, check};

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const MIXED: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEX: &str = "0123456789abcdef";

/// Keys as they are issued: what they begin with, then how much of which letters.
const SHAPES: &[(&str, &str, usize)] = &[
    ("sk-ant-api03-", URL, 93),
    ("sk-ant-admin01-", URL, 93),
    ("sk-proj-", URL, 156),
    ("sk-svcacct-", URL, 156),
    ("sk-", MIXED, 48),
    ("sk-or-v1-", HEX, 64),
    ("gsk_", MIXED, 52),
    ("xai-", MIXED, 80),
    ("pplx-", MIXED, 48),
    ("hf_", MIXED, 34),
    ("r8_", MIXED, 37),
    ("AIza", URL, 35),
    ("GOCSPX-", URL, 28),
    ("ya29.a0", URL, 180),
    ("AKIA", UPPER, 16),
    ("ghp_", MIXED, 36),
    ("github_pat_11", MIXED, 80),
    ("glpat-", URL, 20),
    ("npm_", MIXED, 36),
    ("pypi-AgEIcHlwaS5vcmc", URL, 120),
    ("xoxb-123456789012-1234567890123-", MIXED, 24),
    ("xapp-1-A0123456789-1234567890123-", HEX, 64),
    ("sk_live_", MIXED, 24),
    ("rk_test_", MIXED, 24),
    ("whsec_", MIXED, 32),
    ("SG.", URL, 66),
    ("dop_v1_", HEX, 64),
    ("shpat_", HEX, 32),
    ("tvly-", MIXED, 32),
    ("nvapi-", URL, 64),
    ("fw_", MIXED, 22),
    ("lsv2_pt_", HEX, 32),
    ("dapi", HEX, 32),
    ("hvs.", URL, 90),
    ("ntn_", MIXED, 46),
    ("sntrys_", URL, 80),
    // Without a prefix that we know: long random text.
    ("", MIXED, 40),
    ("", MIXED, 64),
    ("", URL, 43),
    ("", BASE64, 44),
    ("", BASE64, 88),
    ("", LOWER, 48),
    ("", UPPER, 52),
    ("", HEX, 64),
    ("", HEX, 128),
    ("key-", MIXED, 40),
    ("pcsk_", MIXED, 70),
    ("cpk_", HEX, 64),
    ("jina_", URL, 60),
    ("esecret_", LOWER, 36),
    // Short ones, and up to 40 hexadecimal digits, are not told from IDs: by design.
    ("", HEX, 32),
    ("", HEX, 40),
    ("", LOWER, 24),
];

/// By design: see the last lines of [`SHAPES`].
const LIKE_IDS: usize = 3;

const EACH: usize = 4;

struct Random(u64);

impl Random {
    fn text(&mut self, alphabet: &str, length: usize) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        let mut next = || {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 >> 20) as usize
        };
        (0..length).map(|_| alphabet[next() % alphabet.len()]).collect()
    }
}

fn is_secret(value: &str) -> bool {
    let quoted = value.replace('\'', "''");
    let text = format!(
        "provider_credentials:\n  - id: a\n    provider: p\n    \
         auth: {{ type: api_key, source: env, env_var: A }}\n    config: {{ note: '{quoted}' }}\n"
    );
    match check(SourceFile::new("m.yaml", text)) {
        Ok(_) => false,
        Err(report) => {
            let codes: Vec<&str> = report.problems().map(|p| p.code().as_str()).collect();
            assert_eq!(codes, ["secret_in_manifest"], "{value}");
            true
        }
    }
}

#[test]
fn few_harmless_values_look_like_secrets() {
    let values: Vec<&str> = include_str!("corpus/harmless.txt").lines().collect();
    let alarms: Vec<&&str> = values.iter().filter(|value| is_secret(value)).collect();
    println!("false alarms: {} of {}: {alarms:#?}", alarms.len(), values.len());
    assert!(values.len() >= 100);
    assert!(alarms.len() * 100 <= values.len(), "more than 1 %: {alarms:#?}");
}

#[test]
fn few_secrets_look_harmless() {
    let mut random = Random(0x0dd0_5eed_1234_5678);
    let mut missed = Vec::new();
    let told = SHAPES.len() - LIKE_IDS;
    for (prefix, alphabet, length) in &SHAPES[..told] {
        for _ in 0..EACH {
            let value = format!("{prefix}{}", random.text(alphabet, *length));
            if !is_secret(&value) {
                missed.push(value);
            }
        }
    }
    let count = told * EACH;
    println!("missed: {} of {count}: {missed:#?}", missed.len());
    println!("and not told from IDs, by design: {LIKE_IDS} of {} shapes", SHAPES.len());
    assert!(count >= 100);
    assert!(missed.len() * 50 <= count, "more than 2 %: {missed:#?}");
    for (prefix, alphabet, length) in &SHAPES[told..] {
        let value = format!("{prefix}{}", random.text(alphabet, *length));
        assert!(!is_secret(&value), "{value} is found now: move it up");
    }
}
