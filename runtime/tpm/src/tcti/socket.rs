use core::time::Duration;
use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};

use provider_credentials_core::SourceError;

use super::transport::Transport;
use crate::failures::{ANSWER, NO_ANSWER, UNREACHABLE};

/// Below what a loader gives a source by default.
const TIME: Duration = Duration::from_secs(20);

/// The data port of `swtpm socket`.
pub(super) struct Socket(TcpStream);

/// The tag, the length and the code.
const HEADER: usize = 10;

impl Socket {
    pub(super) fn open(host: &str, port: u16) -> Result<Self, SourceError> {
        let mut addresses = (host, port).to_socket_addrs().map_err(|_| UNREACHABLE)?;
        let stream = addresses.find_map(|address| TcpStream::connect_timeout(&address, TIME).ok());
        let stream = stream.ok_or(UNREACHABLE)?;
        let set = stream
            .set_read_timeout(Some(TIME))
            .and_then(|()| stream.set_write_timeout(Some(TIME)))
            .and_then(|()| stream.set_nodelay(true));
        set.map_err(|_| UNREACHABLE)?;
        Ok(Self(stream))
    }
}

impl Transport for Socket {
    fn exchange(&mut self, command: &[u8], response: &mut [u8]) -> Result<usize, SourceError> {
        self.0.write_all(command).map_err(|_| NO_ANSWER)?;
        let header = response.get_mut(..HEADER).ok_or(ANSWER)?;
        self.0.read_exact(header).map_err(|_| NO_ANSWER)?;
        let length = header.get(2..6).and_then(|bytes| bytes.try_into().ok());
        let length = length.map(u32::from_be_bytes).and_then(|it| usize::try_from(it).ok());
        let length = length.ok_or(ANSWER)?;
        let rest = response.get_mut(HEADER..length).ok_or(ANSWER)?;
        self.0.read_exact(rest).map_err(|_| NO_ANSWER)?;
        Ok(length)
    }
}
