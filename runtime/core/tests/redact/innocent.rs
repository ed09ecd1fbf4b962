//! Text that is none of a secret stays as it is.

use std::borrow::Cow;
use std::fs;
use std::io::Write;
use std::path::Path;

use provider_credentials_core::Redactor;

use crate::disguised::SECRETS;

fn of_all() -> Redactor {
    let redactor = Redactor::new();
    for (number, secret) in SECRETS.iter().enumerate() {
        redactor.register(format!("key{number}"), *secret);
    }
    redactor
}

/// The source of this crate, which has words, numbers, escapes and digits of all kinds.
#[test]
fn source_code() {
    let redactor = of_all();
    let mut ahead = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut count = 0;
    while let Some(path) = ahead.pop() {
        if path.is_dir() {
            ahead.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read(&path).unwrap();
        let is_example = text.windows(13).any(|word| word == b"correct-horse");
        if !is_example {
            assert!(matches!(redactor.redact_bytes(&text), Cow::Borrowed(_)), "{}", path.display());
            let mut written = Vec::new();
            redactor.writer(&mut written).write_all(&text).unwrap();
            assert!(written == text, "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

/// All but one byte of each disguise; of a secret that begins with a digit, the rest of its escape could be that.
#[test]
fn what_differs_in_one_byte() {
    for secret in SECRETS.into_iter().filter(|secret| !secret.starts_with('8')) {
        let redactor = Redactor::new().with("key", secret);
        for (name, text) in crate::disguised::disguised(secret) {
            for at in 0..text.len() {
                let mut other = text.clone().into_bytes();
                other[at] = if other[at] == b'@' { b'!' } else { b'@' };
                let found = redactor.redact_bytes(&other);
                assert_eq!(found, other, "{name} {at}");
            }
        }
    }
}
