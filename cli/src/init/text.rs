//! Files that `init` reads.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use zeroize::Zeroizing;

use crate::end::Failure;
use crate::io_words::in_words;
use crate::plain::plain;

/// What is larger was not written by hand.
pub(super) const MAX_BYTES: u64 = 4 << 20;

/// A file that may hold secrets, wiped when dropped.
pub(super) fn read(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let shown = plain(&path.display().to_string());
    let fail = |what: &str| Failure(format!("`{shown}` {what}"));
    // Not a pipe, which would have to be waited for.
    let data = fs::metadata(path)
        .map_err(|error| fail(&format!("cannot be read: {}", in_words(&error))))?;
    if !data.is_file() {
        return Err(fail("is no regular file"));
    }
    if data.len() > MAX_BYTES {
        return Err(fail("is larger than 4 MiB"));
    }
    let size = usize::try_from(data.len()).unwrap_or_default();
    // Room for all of it: a buffer that grows leaves copies.
    let mut bytes = Zeroizing::new(Vec::with_capacity(size + 1));
    let file =
        File::open(path).map_err(|error| fail(&format!("cannot be read: {}", in_words(&error))))?;
    file.take(data.len())
        .read_to_end(&mut bytes)
        .map_err(|error| fail(&format!("cannot be read: {}", in_words(&error))))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| fail("is not UTF-8"))?;
    Ok(Zeroizing::new(text.trim_start_matches('\u{feff}').to_owned()))
}
