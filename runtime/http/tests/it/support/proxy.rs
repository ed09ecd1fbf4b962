use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Connects to one server, whatever it is asked for.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// `refusal` is said instead of connecting.
    pub(crate) fn start(server: SocketAddr, refusal: Option<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), heads: Arc::default() };
        let heads = Arc::clone(&proxy.heads);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, heads) = (stream.unwrap(), Arc::clone(&heads));
                thread::spawn(move || connect(stream, server, refusal, &heads));
            }
        });
        proxy
    }

    /// The same behind TLS.
    pub(crate) fn with_tls(server: SocketAddr, config: Arc<ServerConfig>) -> Self {
        let inner = Self::start(server, None);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let to = inner.address;
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, config) = (stream.unwrap(), Arc::clone(&config));
                thread::spawn(move || unwrap_tls(stream, config, to));
            }
        });
        Self { address, heads: inner.heads }
    }

    /// What it was asked.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

fn connect(
    mut stream: TcpStream,
    server: SocketAddr,
    refusal: Option<&'static str>,
    heads: &Mutex<Vec<String>>,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    heads.lock().unwrap().push(String::from_utf8(head).unwrap());
    if let Some(refusal) = refusal {
        stream.write_all(refusal.as_bytes()).unwrap();
        return;
    }
    stream.write_all(b"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n").unwrap();
    let server = TcpStream::connect(server).unwrap();
    let (mut from_client, mut from_server) =
        (stream.try_clone().unwrap(), server.try_clone().unwrap());
    let (mut to_client, mut to_server) = (stream, server);
    thread::spawn(move || {
        let _ = io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Write);
    });
    let _ = io::copy(&mut from_server, &mut to_client);
    let _ = to_client.shutdown(Shutdown::Write);
}

/// In turns, because one connection of TLS is not for two threads.
fn unwrap_tls(stream: TcpStream, config: Arc<ServerConfig>, to: SocketAddr) {
    let mut inner = TcpStream::connect(to).unwrap();
    let pause = Some(std::time::Duration::from_millis(5));
    let mut tls = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
    while tls.conn.is_handshaking() {
        if tls.conn.complete_io(&mut tls.sock).is_err() {
            return;
        }
    }
    tls.sock.set_read_timeout(pause).unwrap();
    inner.set_read_timeout(pause).unwrap();
    let is_idle = |error: &io::Error| {
        matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
    };
    let mut buffer = [0; 16 * 1024];
    loop {
        match tls.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => inner.write_all(&buffer[..count]).unwrap(),
            Err(error) if is_idle(&error) => {}
            Err(_) => return,
        }
        match inner.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => tls.write_all(&buffer[..count]).unwrap(),
            Err(error) if is_idle(&error) => {}
            Err(_) => return,
        }
    }
}
