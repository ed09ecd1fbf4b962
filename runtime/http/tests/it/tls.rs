//! Servers behind TLS, of which some must not be trusted.

use std::net::TcpListener;

use provider_credentials_http::{Client, Kind, TlsProblem, Trust};
use rustls::version::{TLS12, TLS13};

use crate::support::{
    Authority, Issued, OpenSsl, Reply, Server, assert_silent, client, get, kind, not_run, ok,
};

fn server(issued: &Issued) -> Server {
    let config = Authority::config(issued, None, &[&TLS12, &TLS13]);
    Server::with_tls(config, |_, _| ok("s3ntinel"))
}

fn trusting(authority: &Authority) -> Client {
    client().trust(Trust::authorities(&authority.pem).unwrap()).build().unwrap()
}

#[test]
fn a_server_that_is_trusted() {
    let authority = Authority::new();
    for version in [&TLS12, &TLS13] {
        let config = Authority::config(&authority.server("localhost"), None, &[version]);
        let server = Server::with_tls(config, |_, _| ok("s3ntinel"));
        let client = trusting(&authority);
        for _ in 0..3 {
            assert_eq!(get(&client, &server.url).unwrap().body(), b"s3ntinel");
        }
        assert_eq!(server.accepted(), 1);
    }
}

#[test]
fn servers_that_are_not() {
    let (authority, other) = (Authority::new(), Authority::new());
    for (issued, problem) in [
        (other.server("localhost"), TlsProblem::UnknownIssuer),
        (authority.server("elsewhere.example"), TlsProblem::OtherName),
        (authority.issue("localhost", -9, |_| {}), TlsProblem::Expired),
        (authority.issue("localhost", 9, |_| {}), TlsProblem::NotYetValid),
        // It says that it is for clients.
        (authority.client(), TlsProblem::Other),
    ] {
        let server = server(&issued);
        let failure = get(&trusting(&authority), &server.url).unwrap_err();
        assert_eq!(failure.kind(), Kind::Tls(problem));
        assert!(!failure.is_retryable() && !failure.was_sent());
        assert!(server.seen().is_empty());
        assert_silent(&(failure, failure.to_string()));

        let trust = Trust::authorities(&authority.pem).unwrap().dangerously_unverified();
        let unverified = client().trust(trust).build().unwrap();
        assert_eq!(get(&unverified, &server.url).unwrap().body(), b"s3ntinel");
    }
    // The system's authorities do not know it.
    let server = server(&authority.server("localhost"));
    let by_system = client().trust(Trust::system()).build().unwrap();
    assert_eq!(kind(get(&by_system, &server.url)), Kind::Tls(TlsProblem::UnknownIssuer));
}

#[test]
fn a_server_whose_own_certificate_is_an_authority() {
    let trusting = |issued: &Issued| {
        client().trust(Trust::authorities(&issued.certificate).unwrap()).build().unwrap()
    };
    for (name, from, problem) in [
        ("localhost", 0, None),
        ("elsewhere.example", 0, Some(TlsProblem::OtherName)),
        ("localhost", -9, Some(TlsProblem::Expired)),
        ("localhost", 9, Some(TlsProblem::NotYetValid)),
    ] {
        let issued = Authority::of_itself(name, from);
        let server = server(&issued);
        let outcome = get(&trusting(&issued), &server.url).map_err(|failure| failure.kind());
        assert_eq!(outcome.err(), problem.map(Kind::Tls), "{name} {from}");
        // Another one with the same name is not it.
        let other = Authority::of_itself(name, from);
        let kind = kind(get(&trusting(&other), &server.url));
        assert!(matches!(kind, Kind::Tls(_)), "{kind:?}");
        assert_eq!(server.seen().len(), usize::from(problem.is_none()));
    }
}

#[test]
fn several_authorities() {
    let (one, two) = (Authority::new(), Authority::new());
    let (first, second) = (server(&one.server("localhost")), server(&two.server("localhost")));
    let both = [one.pem.as_str(), &two.pem].concat();
    for trust in [
        Trust::authorities(&both).unwrap(),
        Trust::authorities(&one.pem).unwrap().with_authorities(&two.pem).unwrap(),
    ] {
        let client = client().trust(trust).build().unwrap();
        assert!(get(&client, &first.url).is_ok() && get(&client, &second.url).is_ok());
    }
}

#[test]
fn a_server_by_another_name() {
    let authority = Authority::new();
    let server = server(&authority.server("vault.example"));
    assert_eq!(kind(get(&trusting(&authority), &server.url)), Kind::Tls(TlsProblem::OtherName));
    let trust =
        Trust::authorities(&authority.pem).unwrap().with_server_name("vault.example").unwrap();
    let client = client().trust(trust).build().unwrap();
    assert!(get(&client, &server.url).is_ok());
    assert_eq!(
        server.seen()[0].header("Host").unwrap(),
        server.url.strip_prefix("https://").unwrap()
    );
}

#[test]
fn an_address_in_a_certificate() {
    let authority = Authority::new();
    let server = server(&authority.server("127.0.0.1"));
    let url = format!("https://{}", server.address);
    assert!(get(&trusting(&authority), &url).is_ok());
}

#[test]
fn a_server_that_asks_who_is_there() {
    let (authority, other) = (Authority::new(), Authority::new());
    let with = |issued: Option<Issued>| {
        let mut trust = Trust::authorities(&authority.pem).unwrap();
        if let Some(issued) = issued {
            trust = trust.with_client(&issued.certificate, &issued.key).unwrap();
        }
        client().trust(trust).build().unwrap()
    };
    let wanted = Kind::Tls(TlsProblem::ClientCertificateWanted);
    let bad = Kind::Tls(TlsProblem::BadClientCertificate);
    for version in [&TLS12, &TLS13] {
        let issued = authority.server("localhost");
        let config = Authority::config(&issued, Some(&authority), &[version]);
        let server = Server::with_tls(config, |_, _| ok("s3ntinel"));
        let known = with(Some(authority.client()));
        assert_eq!(get(&known, &server.url).unwrap().body(), b"s3ntinel");
        assert_eq!(get(&known, &server.url).unwrap().body(), b"s3ntinel");
        assert_eq!(kind(get(&with(None), &server.url)), wanted);
        assert_eq!(kind(get(&with(Some(other.client())), &server.url)), bad);
        assert_eq!(server.seen().len(), 2);
    }
}

/// Whose alerts are others.
#[test]
fn openssl_asks_who_is_there() {
    let (authority, other) = (Authority::new(), Authority::new());
    for version in ["-tls1_2", "-tls1_3"] {
        let issued = authority.server("localhost");
        let Some(server) = OpenSsl::start(&issued, &authority, version) else {
            return not_run("openssl_asks_who_is_there", "there is no openssl");
        };
        let trust = || Trust::authorities(&authority.pem).unwrap();
        let problem = |trust| kind(get(&client().trust(trust).build().unwrap(), &server.url));
        assert_eq!(problem(trust()), Kind::Tls(TlsProblem::ClientCertificateWanted), "{version}");
        let unknown = other.client();
        let unknown = trust().with_client(&unknown.certificate, &unknown.key).unwrap();
        assert_eq!(problem(unknown), Kind::Tls(TlsProblem::BadClientCertificate), "{version}");
        let known = authority.client();
        let known = trust().with_client(&known.certificate, &known.key).unwrap();
        let answer = get(&client().trust(known).build().unwrap(), &server.url).unwrap();
        assert_eq!(answer.status(), 200, "{version}");
    }
}

#[test]
fn a_server_without_tls() {
    let server = Server::start(|_, _| ok("s3ntinel"));
    // It waits for the end of what it takes for a head, or says something that is no TLS.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};

        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 512]);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\ns3ntinel").unwrap();
        let _ = stream.read(&mut [0; 512]);
    });
    let client = client().trust(Trust::authorities(&Authority::new().pem).unwrap());
    let client = client.connect_timeout(std::time::Duration::from_millis(500)).build().unwrap();
    assert_eq!(kind(get(&client, &url)), Kind::Tls(TlsProblem::NotTls));
    let url = server.url.replace("http:", "https:");
    assert_eq!(kind(get(&client, &url)), Kind::TimedOut);
}

/// An end that TLS does not vouch for is one that anybody on the way can make.
#[test]
fn a_body_that_ends_with_the_connection() {
    let authority = Authority::new();
    let config = Authority::config(&authority.server("localhost"), None, &[&TLS13]);
    let whole = Server::with_tls(std::sync::Arc::clone(&config), |_, _| {
        Reply::raw("HTTP/1.1 200 OK\r\n\r\ns3ntinel")
    });
    let client = trusting(&authority);
    assert_eq!(get(&client, &whole.url).unwrap().body(), b"s3ntinel");

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};

        let (stream, _) = listener.accept().unwrap();
        let connection = rustls::ServerConnection::new(config).unwrap();
        let mut tls = rustls::StreamOwned::new(connection, stream);
        let _ = tls.read(&mut [0; 512]);
        tls.write_all(b"HTTP/1.1 200 OK\r\n\r\ns3ntin").unwrap();
        tls.flush().unwrap();
        tls.sock.shutdown(std::net::Shutdown::Write).unwrap();
        let _ = tls.sock.read(&mut [0; 512]);
    });
    assert_eq!(kind(get(&client, &url)), Kind::BrokeOff);
}
