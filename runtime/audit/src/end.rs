//! Reading both ends of a file.

use crate::chain::Chain;
use crate::failure::Failure;
use crate::file::LogFile;
use crate::line::{LONGEST, Line};
use crate::tail::{self, Tail};

/// How much of the end is read at first: some records.
const FIRST: u64 = 4096;
/// And at most: more than that is no interrupted write.
const FARTHEST: u64 = 1024 * 1024;

/// How a file ends.
pub(crate) struct End {
    /// `None` if it has no record.
    pub(crate) tail: Option<Tail>,
    /// Whether it has the beginning of one.
    pub(crate) is_torn_header: bool,
}

pub(crate) fn read(file: &LogFile, size: u64, chain: &Chain) -> Result<End, Failure> {
    if size == 0 {
        return Ok(End { tail: None, is_torn_header: false });
    }
    let mut length = FIRST.min(size);
    loop {
        let bytes = file.read(size - length, length)?;
        if let Some(tail) = tail::find(&bytes, length == size, chain) {
            return Ok(End { tail: Some(tail), is_torn_header: false });
        }
        if length == size && is_beginning(&bytes) {
            return Ok(End { tail: None, is_torn_header: true });
        }
        if length == size || length >= FARTHEST {
            // By its own words, it may be one of another key.
            check_header(file, size, chain)?;
            return Err(Failure::NoLog);
        }
        length = (length * 4).min(size);
    }
}

/// Of a first record that never was written to its end.
fn is_beginning(bytes: &[u8]) -> bool {
    const START: &[u8] = b"{\"seq\":1,\"time\":\"";

    let length = bytes.len().min(START.len());
    bytes.len() < LONGEST && !bytes.contains(&b'\n') && bytes.get(..length) == START.get(..length)
}

/// Whether a file was begun as this process would have: the number of its first record.
pub(crate) fn check_header(file: &LogFile, size: u64, chain: &Chain) -> Result<u64, Failure> {
    let bytes = file.read(0, FIRST.min(size))?;
    let text = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = Line::parse(text).ok_or(Failure::NoLog)?;
    let (algorithm, key_id) = line.opened().ok_or(Failure::NoLog)?;
    if algorithm != chain.algorithm().as_bytes() || key_id != chain.key_id().as_deref() {
        return Err(Failure::OtherKey);
    }
    Ok(line.seq)
}
