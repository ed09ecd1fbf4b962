use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::made::{ALGORITHMS, Authority};

/// The answer of a server that says nothing.
pub(crate) const HANGS: &str = "nothing";

/// Before the path of an answer that is only given the first time.
pub(crate) const ONCE: &str = "once ";

/// In an answer, the URL of the server.
pub(crate) const OWN_URL: &str = "@url@";

/// Says what it was told to say, one request a connection, until the process ends.
pub(crate) struct Server(String);

impl Server {
    /// The answers, by the beginning of the path; the first that fits. With [`ONCE`] before the path, it is given
    /// once.
    pub(crate) fn start(
        answers: Vec<(&'static str, String)>,
        tls: Option<Arc<ServerConfig>>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}", listener.local_addr().expect("an address"));
        let own = url.clone();
        thread::spawn(move || {
            let answers =
                answers.into_iter().map(|(path, text)| (path, text, AtomicBool::new(true)));
            let (answers, own, tls) = (&answers.collect::<Vec<_>>(), &own, tls.as_ref());
            thread::scope(|scope| {
                for client in listener.incoming() {
                    // What fails here fails the client too.
                    scope.spawn(|| client.and_then(|client| accept(client, tls, answers, own)));
                }
            });
        });
        Self(url)
    }

    pub(crate) fn url(&self) -> &str {
        &self.0
    }
}

/// For which path, what, and whether it is new.
type Answer = (&'static str, String, AtomicBool);

fn accept(
    client: TcpStream,
    tls: Option<&Arc<ServerConfig>>,
    answers: &[Answer],
    own: &str,
) -> std::io::Result<()> {
    match tls {
        None => serve(&mut &client, answers, own),
        Some(config) => {
            let connection = ServerConnection::new(Arc::clone(config)).expect("a connection");
            let mut stream = StreamOwned::new(connection, client);
            serve(&mut stream, answers, own)?;
            stream.conn.send_close_notify();
            stream.flush()
        }
    }
}

fn serve(client: &mut (impl Read + Write), answers: &[Answer], own: &str) -> std::io::Result<()> {
    let request = read(client)?;
    let path = request.split(' ').nth(1).unwrap_or_default();
    let answer = answers.iter().find(|(begin, _, is_new)| match begin.strip_prefix(ONCE) {
        Some(begin) => path.starts_with(begin) && is_new.swap(false, Ordering::SeqCst),
        None => path.starts_with(begin),
    });
    let answer =
        answer.map_or("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", |(_, a, _)| a);
    let answer = answer.replacen("\r\n", "\r\nConnection: close\r\n", 1).replace(OWN_URL, own);
    if answer.starts_with(HANGS) {
        // Until the client has had enough.
        return client.read(&mut [0]).map(drop);
    }
    client.write_all(answer.as_bytes())?;
    client.flush()
}

/// The first byte of a client that expects TLS.
const TLS: u8 = 0x16;

/// Head and body.
fn read(client: &mut impl Read) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.and_then(|length| length.trim().parse().ok()).unwrap_or(0) {
                return Ok(text);
            }
        }
        match client.read(&mut piece)? {
            _ if piece[0] == TLS => return Ok(text),
            0 => return Ok(text),
            count => bytes.extend_from_slice(&piece[..count]),
        }
    }
}

/// For a server that nobody can verify.
pub(crate) fn tls() -> Arc<ServerConfig> {
    let made = Authority::root("root").issue(ALGORITHMS[0]);
    let key = PrivateKeyDer::from_pem_slice(made.key.as_bytes()).expect("a key");
    let certificate = CertificateDer::from_pem_slice(made.certificate.as_bytes()).expect("one");
    let config = ServerConfig::builder().with_no_client_auth();
    Arc::new(config.with_single_cert(vec![certificate], key).expect("a pair"))
}
