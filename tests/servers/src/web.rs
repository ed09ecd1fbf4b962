//! One request to OpenBao's HTTP API, as the one who may do everything.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

const LIMIT: Duration = Duration::from_secs(30);

/// Where the server is, and who asks.
pub(crate) struct Line<'a> {
    pub(crate) listen: &'a str,
    pub(crate) token: &'a str,
    /// Of its certificate, if it has one.
    pub(crate) authority: Option<PathBuf>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

pub(crate) fn send(line: &Line<'_>, method: &str, path: &str, body: &str) -> io::Result<Answer> {
    // Answers to version 1.0 come in one piece and end with the connection.
    let request = format!(
        "{method} /v1/{path} HTTP/1.0\r\nHost: {}\r\nX-Vault-Token: {}\r\nX-Vault-Request: true\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        line.listen,
        line.token,
        body.len()
    );
    let stream = TcpStream::connect(line.listen)?;
    stream.set_read_timeout(Some(LIMIT))?;
    let Some(authority) = &line.authority else { return exchange(stream, &request) };
    let name = ServerName::try_from("127.0.0.1").map_err(io::Error::other)?;
    let connection = ClientConnection::new(trust(authority)?, name).map_err(io::Error::other)?;
    exchange(StreamOwned::new(connection, stream), &request)
}

fn trust(authority: &Path) -> io::Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from_pem_file(authority).map_err(io::Error::other)?;
    roots.add(authority).map_err(io::Error::other)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(io::Error::other)?.with_root_certificates(roots);
    Ok(Arc::new(config.with_no_client_auth()))
}

fn exchange(mut stream: impl Read + Write, request: &str) -> io::Result<Answer> {
    stream.write_all(request.as_bytes())?;
    stream.flush()?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all)?;
    let end = all.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or(io::ErrorKind::UnexpectedEof)?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or(io::ErrorKind::InvalidData)?;
    Ok(Answer { status, body: all.split_off(end + 4) })
}
