//! Whole lines into a writer.

use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::report::{Event, Observer};

/// Writes each event as a line.
pub(super) struct Lines<W> {
    output: Mutex<Output<W>>,
    failed: Arc<AtomicU64>,
}

struct Output<W> {
    writer: W,
    /// The last line was written in part: the next one must not go on in it.
    is_torn: bool,
}

impl<W: Write> Lines<W> {
    /// `failed` counts the lines that could not be written.
    pub(super) fn new(writer: W, failed: Arc<AtomicU64>) -> Self {
        Self { output: Mutex::new(Output { writer, is_torn: false }), failed }
    }
}

impl<W: Write + Send> Observer for Lines<W> {
    fn observe(&self, event: &Event<'_>) {
        let line = format!("{}\n", event.json());
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        if output.write_line(line.as_bytes()).is_err() {
            self.failed.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl<W: Write> Output<W> {
    fn write_line(&mut self, line: &[u8]) -> io::Result<()> {
        if self.is_torn {
            self.write(b"\n")?;
        }
        self.write(line)?;
        self.writer.flush()
    }

    /// As `write_all`, and it is known whether a part was written, also after a panic.
    fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        let was_torn = self.is_torn;
        let length = bytes.len();
        while !bytes.is_empty() {
            self.is_torn = true;
            match self.writer.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.is_torn = was_torn || bytes.len() < length;
                    return Err(error);
                }
            }
        }
        self.is_torn = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::PoisonError;

    use super::*;

    /// Takes so many bytes of each call; nothing from the calls that fail.
    struct Reluctant {
        text: Vec<u8>,
        calls: u64,
        fails: fn(u64) -> bool,
    }

    impl Write for Reluctant {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.calls += 1;
            if (self.fails)(self.calls) {
                return Err(io::Error::other("for the test"));
            }
            let length = bytes.len().min(3);
            self.text.extend(&bytes[..length]);
            Ok(length)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written(fails: fn(u64) -> bool) -> (String, usize) {
        let writer = Reluctant { text: Vec::new(), calls: 0, fails };
        let mut output = Output { writer, is_torn: false };
        let lines = [&b"one-line\n"[..], b"two-lines\n", b"three\n"];
        let failed = lines.iter().filter(|line| output.write_line(line).is_err()).count();
        (String::from_utf8(output.writer.text).unwrap(), failed)
    }

    #[test]
    fn a_line_that_was_torn_ends_before_the_next_one() {
        assert_eq!(written(|_| false), ("one-line\ntwo-lines\nthree\n".to_owned(), 0));
        assert_eq!(written(|call| call == 2), ("one\ntwo-lines\nthree\n".to_owned(), 1));
        // Nothing of it was written, so there is nothing to end.
        assert_eq!(written(|call| call == 1), ("two-lines\nthree\n".to_owned(), 1));
        // Not even its end can be written.
        assert_eq!(written(|call| call == 2 || call == 3), ("one\nthree\n".to_owned(), 2));
        assert_eq!(written(|_| true), (String::new(), 3));
    }

    /// Takes a part, and panics.
    struct Panicking(Vec<u8>);

    impl Write for Panicking {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                self.0.push(bytes[0]);
                return Ok(1);
            }
            assert!(self.0.len() > 1 || bytes == b"\n", "for the test");
            self.0.extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn also_after_a_panic() {
        let output = Arc::new(Mutex::new(Output { writer: Panicking(Vec::new()), is_torn: false }));
        let shared = Arc::clone(&output);
        std::thread::spawn(move || shared.lock().unwrap().write_line(b"one\n")).join().unwrap_err();
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        output.write_line(b"two\n").unwrap();
        assert_eq!(output.writer.0, b"o\ntwo\n");
    }
}
