//! A TCP connection to a host.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::mpsc;
use std::thread;

use crate::deadline::Deadline;
use crate::failure::Kind;
use crate::reason::unconnected;
use crate::stream::Socket;

/// Where to.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) host: &'a str,
    pub(crate) port: u16,
    /// Nothing else shows who answers: whatever the resolver takes `localhost` for, it is this machine.
    pub(crate) is_here: bool,
}

/// The first address that answers. One that says nothing leaves time for those behind it.
pub(crate) fn dial(place: Place<'_>, deadline: Deadline) -> Result<Socket, Kind> {
    let mut last = Kind::NotResolved;
    let all = addresses(place, deadline, resolve)?;
    for (waiting, address) in (1..=u32::try_from(all.len()).unwrap_or(1)).rev().zip(&all) {
        let limit = deadline.remaining().map_err(|_| Kind::TimedOut)? / waiting;
        match TcpStream::connect_timeout(address, limit) {
            Ok(stream) => {
                // Whole requests are written at once.
                let _ = stream.set_nodelay(true);
                return Ok(Socket::new(stream, deadline));
            }
            Err(error) => last = unconnected(&error),
        }
    }
    Err(last)
}

type Resolve = fn(&str, u16) -> io::Result<Vec<SocketAddr>>;

fn resolve(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    (host, port).to_socket_addrs().map(Vec::from_iter)
}

fn addresses(
    place: Place<'_>,
    deadline: Deadline,
    resolve: Resolve,
) -> Result<Vec<SocketAddr>, Kind> {
    let port = place.port;
    if let Ok(address) = place.host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    if place.is_here {
        let here = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
        return Ok(Vec::from(here.map(|address| SocketAddr::new(address, port))));
    }
    // The system's resolver knows no limit, so a thread waits for it.
    let host = place.host.to_owned();
    let (sender, receiver) = mpsc::sync_channel(1);
    let started = thread::Builder::new().name("resolver".to_owned()).spawn(move || {
        let _ = sender.send(resolve(&host, port));
    });
    started.map_err(|_| Kind::NotResolved)?;
    let resolved = receiver.recv_timeout(deadline.left()).map_err(|_| Kind::TimedOut)?;
    resolved.map_err(|_| Kind::NotResolved)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// As a poisoned resolver would.
    fn elsewhere(port: u16) -> Vec<SocketAddr> {
        vec![SocketAddr::from(([192, 0, 2, 1], port))]
    }

    fn found(host: &str, is_here: bool, resolve: Resolve) -> Result<Vec<SocketAddr>, Kind> {
        let place = Place { host, port: 81, is_here };
        addresses(place, Deadline::after(Duration::from_millis(300)), resolve)
    }

    #[test]
    fn without_tls_no_resolver_says_what_this_machine_is() {
        for host in ["localhost", "LOCALHOST", "127.8.0.1", "::1"] {
            let all = found(host, true, |_, port| Ok(elsewhere(port))).unwrap();
            assert!(!all.is_empty(), "{host}");
            for address in all {
                assert!(address.ip().is_loopback() && address.port() == 81, "{host}: {address}");
            }
        }
        let resolved = found("localhost", false, |_, port| Ok(elsewhere(port)));
        assert_eq!(resolved, Ok(elsewhere(81)));
    }

    #[test]
    fn a_resolver_has_a_limit() {
        let failed = found("a.example", false, |_, _| Err(io::ErrorKind::Other.into()));
        assert_eq!(failed, Err(Kind::NotResolved));
        let slow = found("a.example", false, |_, _| {
            thread::sleep(Duration::from_secs(2));
            Ok(Vec::new())
        });
        assert_eq!(slow, Err(Kind::TimedOut));
    }
}
