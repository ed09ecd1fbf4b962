//! A connection to a server, over TLS or on this machine, that ends at a set time.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};

use crate::trust::Trust;
use crate::url::Target;

/// How long all requests take that one token needs.
const LIMIT: Duration = Duration::from_secs(10);

/// When they have to be done.
#[derive(Clone, Copy)]
pub(crate) struct Deadline(Instant);

impl Deadline {
    pub(crate) fn start() -> Self {
        Self(Instant::now() + LIMIT)
    }

    /// The error once there is none left.
    fn left(self) -> io::Result<Duration> {
        let left = self.0.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

/// Bytes to and from a server.
pub(crate) trait Stream: Read + Write {}

impl<S: Read + Write> Stream for S {}

pub(crate) fn connect(
    target: &Target<'_>,
    trust: &Trust,
    deadline: Deadline,
) -> io::Result<Box<dyn Stream>> {
    let stream = Limited { stream: dial(target, deadline)?, deadline };
    if !target.is_tls {
        return Ok(Box::new(stream));
    }
    let name = ServerName::try_from(target.host.to_owned());
    let name = name.map_err(|_| io::Error::from(ErrorKind::InvalidInput))?;
    let config = trust.config().map_err(io::Error::other)?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(connection, stream);
    // What is written before would be kept until then, in memory that nobody wipes.
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    Ok(Box::new(stream))
}

/// The first address that answers. One that says nothing leaves time for those behind it.
fn dial(target: &Target<'_>, deadline: Deadline) -> io::Result<TcpStream> {
    let mut last = io::Error::from(ErrorKind::NotFound);
    let all = addresses(target, deadline, resolve)?;
    for (waiting, address) in (1..=u32::try_from(all.len()).unwrap_or(1)).rev().zip(&all) {
        match TcpStream::connect_timeout(address, deadline.left()? / waiting) {
            Ok(stream) => {
                // Whole requests are written at once.
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

type Resolve = fn(&str, u16) -> io::Result<Vec<SocketAddr>>;

fn resolve(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    (host, port).to_socket_addrs().map(Vec::from_iter)
}

/// Of a server without TLS none but those of this machine, whatever the resolver takes `localhost` for: nothing else
/// shows who answers.
fn addresses(
    target: &Target<'_>,
    deadline: Deadline,
    resolve: Resolve,
) -> io::Result<Vec<SocketAddr>> {
    let port = target.port;
    if let Ok(address) = target.host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    if !target.is_tls {
        let here = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
        return Ok(Vec::from(here.map(|address| SocketAddr::new(address, port))));
    }
    // The system's resolver knows no limit, so a thread waits for it.
    let host = target.host.to_owned();
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new().name("resolver".to_owned()).spawn(move || {
        let _ = sender.send(resolve(&host, port));
    })?;
    receiver.recv_timeout(deadline.left()?).map_err(|_| io::Error::from(ErrorKind::TimedOut))?
}

/// A server that sends a byte now and then gets no more time than one that sends none.
struct Limited {
    stream: TcpStream,
    deadline: Deadline,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.deadline.left()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.deadline.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a poisoned resolver would.
    fn elsewhere(port: u16) -> Vec<SocketAddr> {
        vec![SocketAddr::from(([192, 0, 2, 1], port))]
    }

    #[test]
    fn without_tls_no_resolver_says_what_this_machine_is() {
        let found = |url| {
            let target = Target::of(url).unwrap();
            addresses(&target, Deadline::start(), |_, port| Ok(elsewhere(port))).unwrap()
        };
        for url in [
            "http://localhost:81/",
            "http://LOCALHOST:81",
            "http://127.8.0.1:81",
            "http://[::1]:81",
        ] {
            let all = found(url);
            assert!(!all.is_empty(), "{url}");
            for address in all {
                assert!(address.ip().is_loopback() && address.port() == 81, "{url}: {address}");
            }
        }
        assert_eq!(found("https://localhost:81/"), elsewhere(81));
    }
}
