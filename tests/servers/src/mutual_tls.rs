//! A server that demands certificates of clients, and a client that tells what it saw.

use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::WebPkiClientVerifier;
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection, StreamOwned,
    SupportedProtocolVersion,
};

/// Serves `localhost`, demands a certificate of each client, and answers with it. Gives the port.
///
/// # Panics
///
/// If there is no free port, or the key is not the certificate's.
#[must_use]
pub fn demand_certificates(
    clients: RootCertStore,
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
    versions: &[&'static SupportedProtocolVersion],
) -> u16 {
    let provider = Arc::new(ring::default_provider());
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(clients), Arc::clone(&provider));
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_client_cert_verifier(verifier.build().unwrap())
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("localhost:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for socket in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, socket.unwrap());
            if stream.read_exact(&mut [0]).is_ok() {
                let certificate = stream.conn.peer_certificates().unwrap()[0].to_vec();
                let _ = stream.write_all(&certificate);
            }
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    port
}

/// The certificate that such a server saw.
///
/// # Errors
///
/// What ended the connection.
///
/// # Panics
///
/// If the client cannot be one.
pub fn certificate_seen(config: &Arc<ClientConfig>, port: u16) -> io::Result<Vec<u8>> {
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::clone(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(("localhost", port))?);
    stream.write_all(b"?")?;
    let mut seen = Vec::new();
    stream.read_to_end(&mut seen)?;
    Ok(seen)
}
