//! Writes a large manifest of one kind, for measuring the checker:
//!
//! ```sh
//! cargo run -p provider-credentials-manifest --example large -- secrets > large.yaml
//! /usr/bin/time -v target/release/cargo-credentials check large.yaml > /dev/null
//! ```

#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::io::{self, Write as _};

const USAGE: &str = "\
one of: good (10,000 credentials), warning (and one warning), warnings (10,000), secrets (60,000, 5 MB),
comments (60,000 secrets)
";

fn main() -> io::Result<()> {
    let kind = std::env::args().nth(1).unwrap_or_default();
    let text = match kind.as_str() {
        "good" => credentials("https"),
        "warning" => credentials("https") + "x-unused: &unused 1\n",
        "warnings" => credentials("http"),
        "secrets" => {
            let head = "provider_credentials:\n  - id: a\n    provider: p\n    \
                auth: { type: api_key, source: env, env_var: A }\n    config:\n";
            lines(head, |i| format!("      k{i}: {}\n", secret(i)))
        }
        "comments" => lines("provider_credentials: []\n", |i| format!("# {}\n\n", secret(i))),
        _ => {
            io::stderr().write_all(USAGE.as_bytes())?;
            std::process::exit(2);
        }
    };
    io::stdout().write_all(text.as_bytes())
}

fn credentials(scheme: &str) -> String {
    let mut text = "provider_credentials:\n".to_owned();
    for i in 0..10_000 {
        let _ = write!(
            text,
            "  - id: key_{i}\n    provider: p\n    \
             auth: {{ type: api_key, source: env, env_var: KEY_{i} }}\n    \
             config: {{ base_url: {scheme}://example.com/{i}, size: {i} }}\n"
        );
    }
    text
}

fn lines(head: &str, line: impl Fn(u64) -> String) -> String {
    (0..60_000).fold(head.to_owned(), |text, i| text + &line(i))
}

/// Text as random as a key, the same on every run; nobody ever issued it.
fn secret(seed: u64) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let letters = (0..60).filter_map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        LETTERS.get((state >> 20) as usize % LETTERS.len())
    });
    "sk-ant-api03-".chars().chain(letters.map(|&letter| char::from(letter))).collect()
}
