//! A server that demands a client's certificate, and answers with the client's name.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::authority::Authority;

/// Its port.
pub(crate) fn start(authority: &Authority) -> Result<u16, Box<dyn Error>> {
    let own = authority.issue_for_server("localhost")?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = Arc::new(authority.roots()?);
    let verifier =
        WebPkiClientVerifier::builder_with_provider(roots, Arc::clone(&provider)).build()?;
    let chain = vec![CertificateDer::from_pem_slice(own.certificate.as_bytes())?];
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain, PrivateKeyDer::from_pem_slice(own.key.as_bytes())?)?;
    let config = Arc::new(config);
    let listener = TcpListener::bind("localhost:0")?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let Ok(connection) = ServerConnection::new(Arc::clone(&config)) else { continue };
            // A client that goes away is no reason to stop.
            let _ = answer(StreamOwned::new(connection, socket));
        }
    });
    Ok(port)
}

fn answer<S: std::io::Read + Write>(
    mut stream: StreamOwned<ServerConnection, S>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let name = stream
        .conn
        .peer_certificates()
        .and_then(<[_]>::first)
        .map(|one| name(one))
        .unwrap_or_default();
    let answer = format!("the server sees `{name}`");
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}",
        answer.len()
    )?;
    stream.conn.send_close_notify();
    stream.flush()
}

/// The common name, which is the first text that begins so: a real server reads the whole subject.
fn name(certificate: &[u8]) -> String {
    let text = String::from_utf8_lossy(certificate);
    let from = text.split_once("client ").map(|(_, rest)| rest.chars().take(1));
    from.map(|digits| format!("client {}", digits.collect::<String>())).unwrap_or_default()
}
