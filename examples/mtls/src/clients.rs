//! The same certificate in several clients.

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use provider_credentials::{CertificateCredential, CertificateResolver, ExposeSecret};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// What the server answers; a client of rustls asks the resolver at each handshake.
pub(crate) fn with_rustls(
    config: &Arc<ClientConfig>,
    host: &str,
    port: u16,
) -> Result<String, Box<dyn Error>> {
    let name = ServerName::try_from(host)?.to_owned();
    let connection = ClientConnection::new(Arc::clone(config), name)?;
    ask(StreamOwned::new(connection, TcpStream::connect((host, port))?), host)
}

/// `ureq` copies key and chain in DER.
pub(crate) fn with_ureq<C>(
    credential: &CertificateCredential<C>,
    root: &str,
    host: &str,
    port: u16,
) -> Result<String, Box<dyn Error>> {
    use ureq::tls::{Certificate, ClientCert, PrivateKey, RootCerts, TlsConfig};

    let pem = credential.private_key_pem()?;
    let key = PrivateKey::from_pem(pem.expose_secret().as_bytes())?;
    let chain = credential.certificate_chain_der()?;
    let chain: Vec<_> = chain.iter().map(|one| Certificate::from_der(one).to_owned()).collect();
    let roots = RootCerts::new_with_certs(&[Certificate::from_pem(root.as_bytes())?]);
    let tls = TlsConfig::builder()
        .client_cert(Some(ClientCert::new_with_certs(&chain, key)))
        .root_certs(roots)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let agent = ureq::Agent::config_builder().tls_config(tls).build().new_agent();
    let mut answer = agent.get(format!("https://{host}:{port}/")).call()?;
    Ok(answer.body_mut().read_to_string()?)
}

/// The TLS of the system copies both in PEM.
pub(crate) fn with_native_tls<C>(
    credential: &CertificateCredential<C>,
    root: &str,
    host: &str,
    port: u16,
) -> Result<String, Box<dyn Error>> {
    let chain = credential.certificate_chain_pem()?;
    let key = credential.private_key_pem()?;
    let identity =
        native_tls::Identity::from_pkcs8(chain.as_bytes(), key.expose_secret().as_bytes())?;
    let connector = native_tls::TlsConnector::builder()
        .identity(identity)
        .add_root_certificate(native_tls::Certificate::from_pem(root.as_bytes())?)
        .build()?;
    ask(connector.connect(host, TcpStream::connect((host, port))?)?, host)
}

/// `reqwest` takes the configuration of rustls, which asks the resolver; or a copy of the PEM.
pub(crate) fn with_reqwest<C>(
    credential: &CertificateCredential<C>,
    roots: RootCertStore,
    host: &str,
    port: u16,
) -> Result<String, Box<dyn Error>> {
    let _copy = reqwest::Identity::from_pem(credential.pem()?.expose_secret().as_bytes())?;
    let config = credential.client_config(roots)?;
    let client = reqwest::blocking::Client::builder().use_preconfigured_tls(config).build()?;
    Ok(client.get(format!("https://{host}:{port}/")).send()?.text()?)
}

/// `tonic` copies both in PEM.
pub(crate) fn for_tonic<C>(
    credential: &CertificateCredential<C>,
    root: &str,
    host: &str,
    port: u16,
) -> Result<tonic::transport::Endpoint, Box<dyn Error>> {
    use tonic::transport::{Certificate, ClientTlsConfig, Endpoint, Identity};

    let key = credential.private_key_pem()?;
    let identity = Identity::from_pem(credential.certificate_chain_pem()?, key.expose_secret());
    let tls = ClientTlsConfig::new().identity(identity).ca_certificate(Certificate::from_pem(root));
    Ok(Endpoint::from_shared(format!("https://{host}:{port}"))?.tls_config(tls)?)
}

/// For `hyper`, and what is built on it.
pub(crate) fn for_hyper(
    resolver: &Arc<CertificateResolver>,
    roots: RootCertStore,
) -> Result<hyper_rustls::HttpsConnector<impl Sized>, Box<dyn Error>> {
    Ok(hyper_rustls::HttpsConnectorBuilder::new()
        .with_tls_config(resolver.client_config(roots)?)
        .https_only()
        .enable_http1()
        .build())
}

fn ask(mut stream: impl Read + Write, host: &str) -> Result<String, Box<dyn Error>> {
    write!(stream, "GET / HTTP/1.1\r\nhost: {host}\r\n\r\n")?;
    stream.flush()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.split("\r\n\r\n").nth(1).unwrap_or_default().to_owned())
}
