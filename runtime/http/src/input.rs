//! What a server sends, through one buffer that is wiped.

use std::io::ErrorKind;

use zeroize::Zeroizing;

use crate::failure::Kind;
use crate::reason::broken;
use crate::stream::Stream;

/// Of a head, of the line before a chunk, and of what is read at once.
pub(crate) const ROOM: usize = 16 * 1024;

pub(crate) struct Input<'s> {
    stream: &'s mut dyn Stream,
    buffer: Zeroizing<Vec<u8>>,
    from: usize,
    to: usize,
    /// Whether anything has come.
    pub(crate) has_begun: bool,
}

impl<'s> Input<'s> {
    pub(crate) fn new(stream: &'s mut dyn Stream) -> Self {
        let buffer = Zeroizing::new(vec![0; ROOM]);
        Self { stream, buffer, from: 0, to: 0, has_begun: false }
    }

    /// What was received and not yet taken.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.from..self.to).unwrap_or_default()
    }

    pub(crate) fn take(&mut self, count: usize) {
        self.from = self.to.min(self.from + count);
    }

    /// Receives more behind what is there; `false` at the end, and [`Kind::AnswerInvalid`] if there is no room.
    pub(crate) fn more(&mut self) -> Result<bool, Kind> {
        self.buffer.copy_within(self.from..self.to, 0);
        self.to -= self.from;
        self.from = 0;
        let free = self.buffer.get_mut(self.to..).unwrap_or_default();
        if free.is_empty() {
            return Err(Kind::AnswerInvalid);
        }
        let count = received(self.stream, free)?;
        self.to += count;
        self.has_begun |= count > 0;
        Ok(count > 0)
    }

    /// Fills it whole.
    pub(crate) fn fill(&mut self, whole: &mut [u8]) -> Result<(), Kind> {
        let ready = self.bytes();
        let count = ready.len().min(whole.len());
        for (to, from) in whole.iter_mut().zip(ready) {
            *to = *from;
        }
        self.take(count);
        let mut rest = whole.get_mut(count..).unwrap_or_default();
        while !rest.is_empty() {
            let count = received(self.stream, rest)?;
            if count == 0 {
                return Err(Kind::BrokeOff);
            }
            rest = rest.get_mut(count..).unwrap_or_default();
        }
        Ok(())
    }

    /// Whether nothing is there that nobody asked for.
    pub(crate) fn is_clean(&mut self) -> bool {
        self.bytes().is_empty() && !self.stream.has_unread()
    }
}

fn received(stream: &mut dyn Stream, to: &mut [u8]) -> Result<usize, Kind> {
    loop {
        match stream.read(to) {
            Ok(count) => return Ok(count),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(broken(&error)),
        }
    }
}
