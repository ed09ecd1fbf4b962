//! Lines of a file of whatever size, in bounded memory.

use std::io::{self, BufRead};

use crate::line::LONGEST;

/// Reads a line into `line`, without its break, and without what is beyond the longest record.
pub(crate) fn next(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Option<Read>> {
    line.clear();
    let (mut length, mut is_some) = (0, false);
    loop {
        let bytes = match reader.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if bytes.is_empty() {
            let read = Read { is_ended: false, is_whole: length == line.len() };
            return Ok(is_some.then_some(read));
        }
        is_some = true;
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let text = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default();
        let room = LONGEST.saturating_sub(line.len()).min(text.len());
        line.extend_from_slice(text.get(..room).unwrap_or_default());
        length += text.len();
        let used = text.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(Read { is_ended: true, is_whole: length == line.len() }));
        }
    }
}

/// How a line was read.
pub(crate) struct Read {
    /// Whether it has a line break.
    pub(crate) is_ended: bool,
    /// Whether it is no longer than a record can be.
    pub(crate) is_whole: bool,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests say what must hold")]

    use super::*;

    #[test]
    fn lines_come_whole_or_cut_and_never_too_long() {
        let long = vec![b'x'; LONGEST + 7];
        let text = [b"one\n\n", &long[..], b"\nlast"].concat();
        // Through a buffer that is smaller than anything.
        let mut reader = io::BufReader::with_capacity(3, &text[..]);
        let mut line = Vec::new();
        let mut lines = Vec::new();
        while let Some(read) = next(&mut reader, &mut line).unwrap() {
            lines.push((line.len(), read.is_ended, read.is_whole));
        }
        let expected = [(3, true, true), (0, true, true), (LONGEST, true, false), (4, false, true)];
        assert_eq!(lines, expected);
    }
}
