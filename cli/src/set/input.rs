//! The value, typed or on standard input.

use std::io::{self, IsTerminal, Read};

use zeroize::Zeroizing;

use crate::end::Failure;

/// As much as the library reads.
const MOST: usize = 1024 * 1024;

/// What a source holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// Any byte counts.
    Bytes,
    /// Text, or other bytes in an encoding.
    Either,
}

/// Without line breaks at its end, if it is text.
pub(super) fn read(name: &str, kind: Kind) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut value = if io::stdin().is_terminal() { typed(name)? } else { piped()? };
    let is_text = is_text(&value);
    if kind == Kind::Text && !is_text {
        return Err(Failure("the value is not text, and its source is".to_owned()));
    }
    if kind != Kind::Bytes && is_text {
        while matches!(value.last(), Some(b'\n' | b'\r')) {
            value.pop();
        }
    }
    if value.trim_ascii().is_empty() {
        return Err(Failure("the value is empty; nothing is written".to_owned()));
    }
    Ok(value)
}

fn is_text(value: &[u8]) -> bool {
    std::str::from_utf8(value).is_ok() && !value.contains(&0)
}

fn piped() -> Result<Zeroizing<Vec<u8>>, Failure> {
    // With room for all there may be, so that no copy stays behind.
    let mut value = Zeroizing::new(Vec::with_capacity(MOST + 1));
    let mut input = io::stdin().lock().take(MOST as u64 + 1);
    let mut chunk = Zeroizing::new([0; 8192]);
    loop {
        match input.read(&mut *chunk) {
            Ok(0) => break,
            Ok(count) => value.extend_from_slice(chunk.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                return Err(Failure(format!("cannot read standard input: {}", error.kind())));
            }
        }
    }
    if value.len() > MOST {
        return Err(Failure("the value is larger than 1 MiB, which no program loads".to_owned()));
    }
    Ok(value)
}

#[cfg(unix)]
fn typed(name: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
    super::unseen::line(&format!("value of `{name}` (not shown): "))
}

#[cfg(not(unix))]
fn typed(_: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
    Err(Failure("typing a value takes Unix; give it on standard input".to_owned()))
}
