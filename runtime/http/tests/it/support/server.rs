use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A request as the server got it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Up to the empty line.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    /// On which connection.
    pub(crate) connection: usize,
}

impl Seen {
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

#[derive(Clone, Default)]
pub(crate) struct Reply {
    pub(crate) bytes: Vec<u8>,
    /// Whether another request may come on the connection.
    pub(crate) keeps: bool,
    /// Before each byte.
    pub(crate) drip: Option<Duration>,
    /// Before the first byte.
    pub(crate) wait: Duration,
    /// Sent over and over behind the bytes.
    pub(crate) endless: Vec<u8>,
}

impl Reply {
    /// Those bytes, and the end of the connection.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), ..Self::default() }
    }

    /// An answer, after which the connection goes on.
    pub(crate) fn status(status: u16, headers: &str, body: &str) -> Self {
        let length = body.len();
        let head = format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\n\r\n");
        Self { bytes: (head + body).into(), keeps: true, ..Self::default() }
    }
}

pub(crate) fn ok(body: &str) -> Reply {
    Reply::status(200, "", body)
}

/// Answers on this machine, until the test program ends.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    /// With `http` or `https`, of `localhost`.
    pub(crate) url: String,
    accepted: Arc<AtomicUsize>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

type Answer = dyn Fn(&Seen, usize) -> Reply + Send + Sync;

impl Server {
    /// `answer` gets each request and its number.
    pub(crate) fn start(answer: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::run(None, Arc::new(answer))
    }

    pub(crate) fn with_tls(
        config: Arc<ServerConfig>,
        answer: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::run(Some(config), Arc::new(answer))
    }

    fn run(config: Option<Arc<ServerConfig>>, answer: Arc<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let scheme = if config.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://localhost:{}", address.port());
        let (accepted, seen) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let server =
            Self { address, url, accepted: Arc::clone(&accepted), seen: Arc::clone(&seen) };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                let connection = accepted.fetch_add(1, Ordering::SeqCst);
                let (config, seen, answer) =
                    (config.clone(), Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || match config {
                    None => serve(&stream, connection, &seen, &*answer, |stream| {
                        let _ = stream.shutdown(Shutdown::Write);
                    }),
                    Some(config) => secured(stream, config, connection, &seen, &*answer),
                });
            }
        });
        server
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// How many connections there were.
    pub(crate) fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }
}

fn secured(
    stream: TcpStream,
    config: Arc<ServerConfig>,
    connection: usize,
    seen: &Mutex<Vec<Seen>>,
    answer: &Answer,
) {
    let mut tls = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
    serve(&mut tls, connection, seen, answer, |tls| {
        tls.conn.send_close_notify();
        let _ = tls.flush();
        let _ = tls.sock.shutdown(Shutdown::Write);
    });
    drain(&mut tls.sock);
}

/// `end` is what says that nothing follows.
fn serve<S: Read + Write>(
    mut stream: S,
    connection: usize,
    seen: &Mutex<Vec<Seen>>,
    answer: &Answer,
    end: impl FnOnce(&mut S),
) {
    while let Some(request) = request(&mut stream, connection) {
        let number = {
            let mut seen = seen.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        let reply = answer(&request, number);
        if !reply_with(&mut stream, &reply) || !reply.keeps {
            break;
        }
    }
    end(&mut stream);
    drain(&mut stream);
}

/// Else the end of the connection could overtake what was sent before it.
fn drain(stream: &mut impl Read) {
    while stream.read(&mut [0; 1024]).is_ok_and(|count| count > 0) {}
}

/// `false` once the client has gone: that is no matter of the server.
fn reply_with(stream: &mut impl Write, reply: &Reply) -> bool {
    thread::sleep(reply.wait);
    let mut sent = match reply.drip {
        None => stream.write_all(&reply.bytes).and_then(|()| stream.flush()),
        Some(pause) => reply.bytes.iter().try_for_each(|byte| {
            thread::sleep(pause);
            stream.write_all(&[*byte])?;
            stream.flush()
        }),
    };
    while !reply.endless.is_empty() && sent.is_ok() {
        sent = stream.write_all(&reply.endless);
    }
    sent.is_ok()
}

fn request(stream: &mut impl Read, connection: usize) -> Option<Seen> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let mut seen = Seen { head, body: Vec::new(), connection };
    let length = seen.header("Content-Length").map_or(0, |length| length.parse().unwrap());
    seen.body = vec![0; length];
    stream.read_exact(&mut seen.body).ok()?;
    Some(seen)
}
