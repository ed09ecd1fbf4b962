//! Servers that demand a client's certificate: of rustls, and `openssl s_server`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;

use provider_credentials_certificate::{CertificateCredential, CertificateResolver};
use provider_credentials_test_servers::{certificate_seen, demand_certificates};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConnection, RootCertStore, StreamOwned};

use crate::made::{self, Authority, Made, span};
use crate::openssl::{ALGORITHMS, OpenSsl};
use crate::support::{load, pair};

fn roots(pem: &str) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
        roots.add(certificate.unwrap()).unwrap();
    }
    roots
}

/// Answers each client with the subject's key: the first bytes of its certificate's fingerprint.
fn serve(root: &Authority, clients: RootCertStore) -> u16 {
    let own = root.issue_with(made::ALGORITHMS[0], span(-1, 9), |params| {
        params.subject_alt_names = vec![rcgen::SanType::DnsName("localhost".try_into().unwrap())];
        params.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth];
    });
    let certificate = CertificateDer::from_pem_slice(own.certificate.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(own.key.as_bytes()).unwrap();
    demand_certificates(clients, certificate, key, rustls::DEFAULT_VERSIONS)
}

fn loaded(made: &Made) -> CertificateCredential {
    load(&pair(made.key.as_bytes(), made.certificate.as_bytes()))
}

fn leaf(credential: &CertificateCredential) -> Vec<u8> {
    credential.certificate_chain_der().unwrap()[0].to_vec()
}

#[test]
fn rustls_sees_the_certificate_of_every_algorithm() {
    let root = Authority::root("root");
    let port = serve(&root, roots(&root.pem));
    for algorithm in made::ALGORITHMS {
        for depth in 0..3 {
            let above: Vec<Authority> = (0..depth).fold(Vec::new(), |mut above, number| {
                let below = above.last().unwrap_or(&root).below(&format!("middle {number}"));
                above.push(below);
                above
            });
            let made = above.last().unwrap_or(&root).issue(algorithm);
            let mut chain = made.certificate.clone();
            above.iter().rev().for_each(|one| chain.push_str(&one.pem));
            let credential = load(&pair(made.key.as_bytes(), chain.as_bytes()));
            let config = Arc::new(credential.client_config(roots(&root.pem)).unwrap());
            assert_eq!(certificate_seen(&config, port).unwrap(), leaf(&credential));
        }
    }
    let stranger = Authority::root("stranger").issue(made::ALGORITHMS[0]);
    let config = Arc::new(loaded(&stranger).client_config(roots(&root.pem)).unwrap());
    assert!(certificate_seen(&config, port).is_err());
}

#[test]
fn a_client_that_was_built_once_presents_what_is_current() {
    let root = Authority::root("root");
    let port = serve(&root, roots(&root.pem));
    let first = loaded(&root.issue(made::ALGORITHMS[0]));
    let second = loaded(&root.issue(made::ALGORITHMS[2]));
    let resolver: Arc<CertificateResolver> = first.client_cert_resolver().unwrap();
    let config = Arc::new(resolver.client_config(roots(&root.pem)).unwrap());
    for _ in 0..3 {
        assert_eq!(certificate_seen(&config, port).unwrap(), leaf(&first));
    }
    resolver.replace(&second).unwrap();
    for _ in 0..3 {
        assert_eq!(certificate_seen(&config, port).unwrap(), leaf(&second));
    }
    let missing = load(&pair(b"", b""));
    let error = resolver.replace(&missing).unwrap_err().to_string();
    assert!(error.contains("is not loaded"), "{error}");
    assert_eq!(certificate_seen(&config, port).unwrap(), leaf(&second));
    assert_eq!(format!("{resolver:?}"), "CertificateResolver { .. }");
}

/// Ends with the test.
struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn s_server(openssl: &OpenSsl) -> Server {
    let mut child = Command::new("openssl")
        .args(
            "s_server -accept 0 -cert server.crt -key server.key -CAfile root.crt -Verify 3"
                .split(' '),
        )
        .args(["-verify_return_error", "-www"])
        .current_dir(openssl.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let port = lines.find_map(|line| {
        line.unwrap().strip_prefix("ACCEPT ")?.rsplit(':').next()?.trim().parse().ok()
    });
    // Its pipe must not fill.
    thread::spawn(move || lines.for_each(drop));
    Server(child, port.unwrap())
}

#[test]
fn openssl_takes_the_certificate_of_every_algorithm() {
    let Some(openssl) = OpenSsl::new("openssl_takes_the_certificate_of_every_algorithm") else {
        return;
    };
    openssl.run(
        "req -x509 -newkey rsa:2048 -noenc -keyout root.key -out root.crt -subj /CN=root -days 90",
    );
    openssl.key("server", ALGORITHMS[0].1);
    openssl.run("req -new -key server.key -subj /CN=localhost -addext subjectAltName=DNS:localhost -out server.csr");
    let issue =
        "x509 -req -CA root.crt -CAkey root.key -CAcreateserial -days 90 -copy_extensions copyall";
    openssl.run(&format!("{issue} -in server.csr -out server.crt"));
    let server = s_server(&openssl);
    let root = String::from_utf8(openssl.read("root.crt")).unwrap();
    for (name, words) in ALGORITHMS {
        openssl.key("own", words);
        openssl.run(
            "req -new -key own.key -subj /CN=own -addext extendedKeyUsage=clientAuth -out own.csr",
        );
        openssl.run(&format!("{issue} -in own.csr -out own.crt"));
        let credential = load(&pair(&openssl.read("own.key"), &openssl.read("own.crt")));
        let config = credential.client_config(roots(&root));
        if matches!(*name, "rsa1024" | "pss" | "p521") {
            let error = config.unwrap_err().to_string();
            assert!(error.contains("does not sign by this private key"), "{name} {error}");
            continue;
        }
        let config = Arc::new(config.unwrap());
        let name = ServerName::try_from("localhost").unwrap();
        let connection = ClientConnection::new(config, name).unwrap();
        let socket = TcpStream::connect(("localhost", server.1)).unwrap();
        let mut stream = StreamOwned::new(connection, socket);
        stream.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
        let mut page = Vec::new();
        let _ = stream.read_to_end(&mut page);
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("200 ok") && page.contains("Client certificate"), "{page}");
    }
}
