use core::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use super::held_back::HeldBack;
use super::regions::{Next, next};
use super::shared::Shared;
use super::text::Text;

/// A writer that has secrets redacted, also those that come in pieces: see [`Redactor::writer`](crate::Redactor::writer).
///
/// It writes at once, without a buffer. Only an end that could be the beginning of a secret is held back until it is
/// known what it is, and [`flush`](Write::flush) does not change that: a line that ends in a line break goes out whole
/// unless a secret with several lines goes on like it. What is held back when the writer is dropped, or by
/// [`into_inner`](Self::into_inner), is written then; if it is 16 bytes of a secret or more, and a quarter of it, it
/// comes out as the secret that was cut off there. So it does at the end of a line.
///
/// Without a secret in the text, it allocates nothing, and it wipes what it held back. If the inner writer fails, what
/// was not written yet is lost.
pub struct RedactingWriter<W: Write> {
    /// `None` when it was taken out.
    inner: Option<W>,
    shared: Arc<Shared>,
    held: HeldBack,
    /// Whether the inner writer panicked: then the drop leaves it alone.
    is_writing: bool,
}

impl<W: Write> RedactingWriter<W> {
    pub(super) fn new(shared: Arc<Shared>, inner: W) -> Self {
        Self { inner: Some(inner), shared, held: HeldBack::default(), is_writing: false }
    }

    /// Writes what is held back, and gives the inner writer back.
    ///
    /// # Errors
    ///
    /// That of the inner writer, which then is dropped.
    pub fn into_inner(mut self) -> io::Result<W> {
        self.pass(&[], true)?;
        self.inner.take().ok_or_else(gone)
    }

    fn pass(&mut self, bytes: &[u8], is_last: bool) -> io::Result<()> {
        let Some(inner) = &mut self.inner else { return Err(gone()) };
        let matcher = self.shared.matcher();
        let text = Text::new(self.held.bytes(), bytes);
        let mut done = 0;
        self.is_writing = true;
        let result = loop {
            let (end, region) = match next(&matcher, text, done, is_last) {
                Next::Region(region) => (region.start, Some(region)),
                Next::Open(end) => (end, None),
                Next::Nothing => (text.len(), None),
            };
            let clean = text.between(done, end).into_iter().filter(|clean| !clean.is_empty());
            let mut written = clean.into_iter().try_for_each(|clean| inner.write_all(clean));
            done = end;
            let Some(region) = region else { break written };
            if written.is_ok() {
                written = region.marks(&matcher, |mark| inner.write_all(mark.as_bytes()));
            }
            if written.is_err() {
                break written;
            }
            done = region.end;
        };
        self.is_writing = false;
        if result.is_err() {
            self.held.clear();
        } else if done < text.len() || !self.held.bytes().is_empty() {
            self.held.keep(done, bytes);
        }
        result
    }
}

#[cold]
fn gone() -> io::Error {
    io::Error::other("the writer was taken out")
}

impl<W: Write> Write for RedactingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pass(bytes, false)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl<W: Write> Drop for RedactingWriter<W> {
    fn drop(&mut self) {
        if !self.is_writing && !self.held.bytes().is_empty() {
            // There is nobody to tell.
            _ = self.pass(&[], true);
        }
    }
}

/// Shows how much is held back.
impl<W: Write> fmt::Debug for RedactingWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedactingWriter")
            .field("held_back", &self.held.bytes().len())
            .finish_non_exhaustive()
    }
}
