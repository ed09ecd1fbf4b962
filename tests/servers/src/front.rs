use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

use crate::proxy::{Fault, exchange};

/// A proxy (`CONNECT`) that ends TLS in place of the servers that it is asked for, as a company's does, and hands what they
/// are asked on to one without TLS: so that clients ask for servers by their real names.
#[derive(Debug)]
pub struct Front {
    address: String,
    authority: TempDir,
    asked: Arc<AtomicUsize>,
}

const AUTHORITY: &str = "authority.pem";

impl Front {
    /// It is any of those names. `fault` is told the request as text, and how many there were before it.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    #[must_use]
    pub fn start(
        names: &[&str],
        upstream: &str,
        fault: impl Fn(&str, usize) -> Fault + Send + Sync + 'static,
    ) -> Self {
        let (config, authority) = config(names);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let (upstream, fault, count) = (upstream.to_owned(), Arc::new(fault), Arc::clone(&asked));
        thread::spawn(move || {
            for client in listener.incoming() {
                let (config, upstream) = (Arc::clone(&config), upstream.clone());
                let (fault, count) = (Arc::clone(&fault), Arc::clone(&count));
                thread::spawn(move || {
                    // What fails here fails the client too.
                    let _ = serve(client.unwrap(), config, &upstream, &*fault, &count);
                });
            }
        });
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join(AUTHORITY), authority).unwrap();
        Self { address, authority: directory, asked }
    }

    /// Its URL, as `HTTPS_PROXY` has it.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The file with the authority of its certificates, in PEM.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.authority.path().join(AUTHORITY)
    }

    /// How many requests came.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn serve(
    mut client: TcpStream,
    config: Arc<ServerConfig>,
    upstream: &str,
    fault: &dyn Fn(&str, usize) -> Fault,
    count: &AtomicUsize,
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        client.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    if !head.starts_with(b"CONNECT ") {
        return client.write_all(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n");
    }
    client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
    let mut tls = StreamOwned::new(ServerConnection::new(config).unwrap(), client);
    if exchange(&mut tls, upstream, fault, count)? {
        tls.conn.send_close_notify();
        tls.flush()?;
        tls.sock.shutdown(Shutdown::Write)?;
        // Else the end of the connection could overtake what was sent before it.
        while tls.sock.read(&mut [0; 1024]).is_ok_and(|length| length > 0) {}
    }
    Ok(())
}

/// Of a server with those names, and its authority.
fn config(names: &[&str]) -> (Arc<ServerConfig>, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, "authority of a front");
    // Python wants to know for what.
    params.key_usages =
        vec![rcgen::KeyUsagePurpose::KeyCertSign, rcgen::KeyUsagePurpose::DigitalSignature];
    let authority = params.self_signed(&key).unwrap().pem();
    let issuer = Issuer::new(params, key);
    let key = KeyPair::generate().unwrap();
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.use_authority_key_identifier_extension = true;
    let certificate = params.signed_by(&key, &issuer).unwrap().pem();
    let chain = vec![CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    (Arc::new(config), authority)
}
