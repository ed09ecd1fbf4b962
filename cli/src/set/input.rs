//! The value, typed or on standard input.

use std::io::{self, IsTerminal, Read};

use zeroize::Zeroizing;

use crate::end::Failure;

/// As much as the library reads.
const MOST: usize = 1024 * 1024;

/// Without line breaks at its end, unless any byte counts.
pub(super) fn read(name: &str, is_binary: bool) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut value = if io::stdin().is_terminal() { typed(name)? } else { piped()? };
    if !is_binary {
        while matches!(value.last(), Some(b'\n' | b'\r')) {
            value.pop();
        }
        if std::str::from_utf8(&value).is_err() || value.contains(&0) {
            return Err(Failure("the value is not text, and its source is".to_owned()));
        }
    }
    if value.trim_ascii().is_empty() {
        return Err(Failure("the value is empty; nothing is written".to_owned()));
    }
    Ok(value)
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
