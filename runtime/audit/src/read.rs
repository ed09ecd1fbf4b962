//! Reading a log that programs may be writing to.

use core::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Take};
use std::path::Path;

use crate::line::Line;
use crate::lines;

/// A log as it is now, up to its last whole record: what is written meanwhile does not count. What is no regular file, a
/// pipe for example, is read to its end.
///
/// # Errors
///
/// That it cannot be opened.
pub fn open_log(path: &Path) -> io::Result<BufReader<Take<File>>> {
    let file = File::open(path)?;
    let limit = if file.metadata()?.is_file() { settled_size(&file)? } else { u64::MAX };
    Ok(BufReader::with_capacity(64 * 1024, file.take(limit)))
}

/// While nobody is writing; after a second, also if somebody is.
#[cfg(unix)]
fn settled_size(file: &File) -> io::Result<u64> {
    use std::time::Duration;

    use rustix::fs::{FlockOperation, flock};

    for _ in 0..1000 {
        if flock(file, FlockOperation::NonBlockingLockShared).is_ok() {
            let size = file.metadata().map(|metadata| metadata.len());
            _ = flock(file, FlockOperation::Unlock);
            return size;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(file.metadata()?.len())
}

#[cfg(not(unix))]
fn settled_size(file: &File) -> io::Result<u64> {
    Ok(file.metadata()?.len())
}

/// The lines of a log, one at a time, whether they were changed or not. In bounded memory.
pub struct LogLines<R> {
    reader: R,
    line: Vec<u8>,
    number: u64,
}

/// A line of a log.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct LogLine<'a> {
    /// Counted from 1.
    pub number: u64,
    /// Without its line break, and without what is beyond the longest record.
    pub text: &'a [u8],
    /// Whether it has the form of a record. What its texts hold may be anything.
    pub is_record: bool,
}

impl<R: BufRead> LogLines<R> {
    /// The lines of this.
    pub fn new(reader: R) -> Self {
        Self { reader, line: Vec::new(), number: 0 }
    }

    /// The next line; `None` at the end.
    ///
    /// # Errors
    ///
    /// That it cannot be read.
    pub fn next_line(&mut self) -> io::Result<Option<LogLine<'_>>> {
        let Some(read) = lines::next(&mut self.reader, &mut self.line)? else { return Ok(None) };
        self.number += 1;
        let is_record = read.is_whole && Line::parse(&self.line).is_some();
        Ok(Some(LogLine { number: self.number, text: &self.line, is_record }))
    }
}

impl<R> fmt::Debug for LogLines<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogLines").field("number", &self.number).finish_non_exhaustive()
    }
}
