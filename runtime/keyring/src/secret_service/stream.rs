//! A socket that is read and written until one point in time, and not a moment longer.

use std::io::{self, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use provider_credentials_core::SourceError;

use crate::failures::{BUS_GONE, TIMED_OUT};

pub(super) struct Stream {
    socket: UnixStream,
    until: Instant,
}

impl Stream {
    pub(super) fn new(socket: UnixStream, until: Instant) -> Self {
        Self { socket, until }
    }

    fn left(&self) -> Result<Option<Duration>, SourceError> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(TIMED_OUT) } else { Ok(Some(left)) }
    }

    /// Fills the buffer.
    pub(super) fn read(&mut self, mut buffer: &mut [u8]) -> Result<(), SourceError> {
        while !buffer.is_empty() {
            let left = self.left()?;
            self.socket.set_read_timeout(left).map_err(|_| BUS_GONE)?;
            match self.socket.read(buffer) {
                Ok(0) => return Err(BUS_GONE),
                Ok(count) => buffer = buffer.get_mut(count..).unwrap_or_default(),
                Err(error) => again(&error)?,
            }
        }
        Ok(())
    }

    pub(super) fn write(&mut self, mut bytes: &[u8]) -> Result<(), SourceError> {
        while !bytes.is_empty() {
            let left = self.left()?;
            self.socket.set_write_timeout(left).map_err(|_| BUS_GONE)?;
            match self.socket.write(bytes) {
                Ok(0) => return Err(BUS_GONE),
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(error) => again(&error)?,
            }
        }
        Ok(())
    }
}

/// A time that is over is found by the next look at the clock.
fn again(error: &io::Error) -> Result<(), SourceError> {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted => Ok(()),
        _ => Err(BUS_GONE),
    }
}
