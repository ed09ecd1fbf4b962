//! Bytes to and from a server, until a set time.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;

use rustls::{ClientConnection, StreamOwned};

use crate::deadline::Deadline;

/// A connection, over TLS or not.
pub(crate) trait Stream: Read + Write + Send {
    fn socket(&mut self) -> &mut Socket;

    /// Whether something was received that nobody has read.
    fn has_unread(&mut self) -> bool;
}

/// A server that sends a byte now and then gets no more time than one that sends none.
pub(crate) struct Socket {
    stream: TcpStream,
    deadline: Deadline,
}

impl Socket {
    pub(crate) fn new(stream: TcpStream, deadline: Deadline) -> Self {
        Self { stream, deadline }
    }

    pub(crate) fn set_deadline(&mut self, deadline: Deadline) {
        self.deadline = deadline;
    }

    /// Whether nothing has come meanwhile: neither the end, nor what nobody asked for.
    pub(crate) fn is_quiet(&self) -> bool {
        let looked = self.stream.set_nonblocking(true).and_then(|()| self.stream.peek(&mut [0]));
        let is_quiet = matches!(looked, Err(error) if error.kind() == ErrorKind::WouldBlock);
        self.stream.set_nonblocking(false).is_ok() && is_quiet
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.deadline.remaining()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.deadline.remaining()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

impl Stream for Socket {
    fn socket(&mut self) -> &mut Socket {
        self
    }

    fn has_unread(&mut self) -> bool {
        false
    }
}

impl Stream for Box<dyn Stream> {
    fn socket(&mut self) -> &mut Socket {
        (**self).socket()
    }

    fn has_unread(&mut self) -> bool {
        (**self).has_unread()
    }
}

impl Stream for StreamOwned<ClientConnection, Box<dyn Stream>> {
    fn socket(&mut self) -> &mut Socket {
        self.sock.socket()
    }

    fn has_unread(&mut self) -> bool {
        let state = self.conn.process_new_packets();
        state.is_ok_and(|state| state.plaintext_bytes_to_read() > 0) || self.sock.has_unread()
    }
}
