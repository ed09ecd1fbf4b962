//! What it costs to look for 50 secrets in text that has none, beside other ways to look: the search for one byte that
//! is not there (the least that reading costs), Aho-Corasick over the whole secrets as they are, which keeps copies of
//! them, and over all that this would need in their place.
//!
//! ```sh
//! cargo bench -p provider-credentials-core --features redact --bench redact
//! ```

#![forbid(unsafe_code)]
#![allow(clippy::expect_used, reason = "a bench that cannot start says why")]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use provider_credentials_core::{Redactor, Secret};

const SECRETS: usize = 50;
const SIZE: usize = 1 << 20;
/// The machine may do other work, so texts are short and the best of these counts.
const ROUNDS: usize = 300;

const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEADS: [&str; 5] = ["sk-proj-", "ghp_", "xoxb-", "", "AKIA"];
const WORDS: [&str; 18] = [
    "request",
    "user",
    "loaded",
    "from",
    "the",
    "database",
    "with",
    "status",
    "GET",
    "/api/v1/items",
    "took",
    "ms",
    "level=info",
    "token",
    "task-runner",
    "\"message\":",
    "connection",
    "error",
];

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 32).unwrap_or(0) % end
    }
}

fn main() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let texts = [
        ("log", log(&mut random)),
        ("base64", lines_of(&mut random, LETTERS, 76)),
        ("hex", lines_of(&mut random, b"0123456789abcdef", 64)),
    ];
    println!("GB/s, {SECRETS} secrets, {} MiB, the best of {ROUNDS}", SIZE >> 20);
    for (heads, name) in
        [(&HEADS[..], "keys of five issuers"), (&[""], "keys that begin at random")]
    {
        let secrets: Vec<String> = (0..SECRETS)
            .map(|at| secret(&mut random, heads.get(at % heads.len()).copied().unwrap_or_default()))
            .collect();
        for (text_name, text) in &texts {
            println!("{name}, {text_name}");
            rates(&secrets, text);
        }
    }
}

fn rates(secrets: &[String], text: &str) {
    let redactor = Redactor::new();
    for (at, secret) in secrets.iter().enumerate() {
        redactor.register(format!("secret{at}"), Secret::from(secret.as_str()));
    }
    let whole = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(secrets);
    let whole = whole.expect("an automaton");
    let mut needles: Vec<Vec<u8>> = secrets.iter().flat_map(|secret| disguised(secret)).collect();
    needles.sort();
    needles.dedup();
    let count = needles.len();
    let dfa = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&needles)
        .expect("an automaton");

    rate("memchr of a byte that is not there", text, || {
        memchr::memchr(0, text.as_bytes()).is_none()
    });
    rate("aho-corasick, whole secrets, as they are", text, || !whole.is_match(text));
    rate(&format!("aho-corasick DFA, {count} beginnings of disguises"), text, || {
        black_box(dfa.find_iter(text).count()) < usize::MAX
    });
    rate("Redactor::redact, all disguises", text, || {
        matches!(redactor.redact(text), Cow::Borrowed(_))
    });
    rate("Redactor::writer, a line at a time", text, || {
        let mut writer = redactor.writer(io::sink());
        text.split_inclusive('\n').all(|line| writer.write_all(line.as_bytes()).is_ok())
    });
}

fn rate(name: &str, text: &str, mut work: impl FnMut() -> bool) {
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        assert!(work(), "{name}");
        best = best.min(start.elapsed().as_secs_f64());
    }
    #[expect(clippy::cast_precision_loss, reason = "of so many digits, two are printed")]
    let rate = text.len() as f64 / best / 1e9;
    println!("  {rate:8.2}  {name}");
}

fn secret(random: &mut Random, head: &str) -> String {
    let mut secret = head.to_owned();
    for _ in 0..40 {
        secret.extend(LETTERS.get(random.below(LETTERS.len())).map(|letter| char::from(*letter)));
    }
    secret
}

fn log(random: &mut Random) -> String {
    let mut text = String::new();
    while text.len() < SIZE {
        text.push_str("2026-11-29T15:45:01.115Z INFO");
        for _ in 0..12 {
            text.push(' ');
            text.push_str(WORDS.get(random.below(WORDS.len())).copied().unwrap_or_default());
        }
        let number = random.below(100_000);
        let id = random.0;
        _ = writeln!(text, " id={id:016x} n={number}");
    }
    text
}

fn lines_of(random: &mut Random, letters: &[u8], length: usize) -> String {
    let mut text = String::new();
    while text.len() < SIZE {
        for _ in 0..length {
            text.extend(letters.get(random.below(letters.len())).map(|letter| char::from(*letter)));
        }
        text.push('\n');
    }
    text
}

/// What an automaton would have to look for: the first bytes in some disguises.
fn disguised(secret: &str) -> Vec<Vec<u8>> {
    let bytes = secret.as_bytes();
    let first: Vec<u8> = bytes.iter().take(4).copied().collect();
    let hex = |upper: bool| -> Vec<u8> {
        let byte = |byte: &u8| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") };
        first.iter().take(2).map(byte).collect::<String>().into_bytes()
    };
    let mut all = vec![first.clone(), hex(false), hex(true)];
    let (a, b) = (first.first().copied().unwrap_or(0), first.get(1).copied().unwrap_or(0));
    all.push(format!("%{a:02x}").into_bytes());
    all.push(format!("%{a:02X}").into_bytes());
    all.push(vec![a, b'%']);
    all.push(vec![a, b, b'%']);
    all.push(format!("\\u00{a:02x}").into_bytes());
    all.push(format!("\\x{a:02x}").into_bytes());
    all.push(vec![a, b'\\', b'u']);
    all.push(vec![a, b, b'\\']);
    all.push(format!("{a},").into_bytes());
    for skipped in [0, 4, 2] {
        let bits = first.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let digit = |at: u32| {
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            let value = usize::try_from(bits << (skipped + at) >> 26).unwrap_or(0);
            alphabet.get(value).copied().unwrap_or(0)
        };
        all.push([0, 6, 12, 18].map(digit).to_vec());
    }
    all
}
