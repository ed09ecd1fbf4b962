//! Proxies of HTTP.

use provider_credentials_http::{Client, Kind, Proxies, TlsProblem, Trust};
use rustls::version::{TLS12, TLS13};

use crate::support::{Authority, Proxy, Server, assert_silent, client, get, kind, ok};

fn server(authority: &Authority) -> Server {
    let config = Authority::config(&authority.server("vault.test"), None, &[&TLS12, &TLS13]);
    Server::with_tls(config, |_, _| ok("s3ntinel"))
}

fn through(authority: &Authority, variables: &[(&'static str, String)]) -> Client {
    let proxies = Proxies::from_variables(|name| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    });
    let trust = Trust::authorities(&authority.pem).unwrap();
    let client = client().trust(trust).proxies(proxies).build().unwrap();
    assert_silent(&client);
    client
}

#[test]
fn the_proxy_sees_a_name_and_the_server_the_request() {
    let authority = Authority::new();
    let server = server(&authority);
    let proxy = Proxy::start(server.address, None);
    let url = format!("http://us%3Aer:s3ntinel%20two@{}/", proxy.address);
    let client = through(&authority, &[("HTTPS_PROXY", url)]);
    for _ in 0..2 {
        assert_eq!(get(&client, "https://vault.test:8200/v1/x").unwrap().body(), b"s3ntinel");
    }
    // The name is resolved by nobody here, and the connection through the proxy is kept.
    assert_eq!((server.accepted(), server.seen().len()), (1, 2));
    assert_eq!(server.seen()[0].line(), "GET /v1/x HTTP/1.1");
    assert_eq!(server.seen()[0].header("Host"), Some("vault.test:8200"));
    assert_eq!(server.seen()[0].header("Proxy-Authorization"), None);
    let heads = proxy.heads();
    assert_eq!(heads.len(), 1);
    let lines: Vec<&str> = heads[0].lines().collect();
    assert_eq!(lines[..2], ["CONNECT vault.test:8200 HTTP/1.1", "Host: vault.test:8200"]);
    // `printf 'us:er:s3ntinel two' | base64`
    assert!(lines.contains(&"Proxy-Authorization: Basic dXM6ZXI6czNudGluZWwgdHdv"), "{lines:?}");
    // It has a certificate for another name than that of the proxy.
    assert_eq!(kind(get(&client, "https://other.test/")), Kind::Tls(TlsProblem::OtherName));
}

#[test]
fn a_proxy_behind_tls() {
    let authority = Authority::new();
    let server = server(&authority);
    let config = Authority::config(&authority.server("localhost"), None, &[&TLS13]);
    let proxy = Proxy::with_tls(server.address, config);
    let url = format!("https://localhost:{}", proxy.address.port());
    let client = through(&authority, &[("all_proxy", url)]);
    for _ in 0..2 {
        assert_eq!(get(&client, "https://vault.test/").unwrap().body(), b"s3ntinel");
    }
    assert_eq!((server.accepted(), proxy.heads().len()), (1, 1));
    assert_eq!(kind(get(&client, "https://other.test/")), Kind::Tls(TlsProblem::OtherName));

    // Not trusted itself.
    let url = format!("https://127.0.0.1:{}", proxy.address.port());
    let client = through(&authority, &[("all_proxy", url)]);
    assert_eq!(kind(get(&client, "https://vault.test/")), Kind::Tls(TlsProblem::OtherName));
}

#[test]
fn a_proxy_that_refuses() {
    let authority = Authority::new();
    let server = server(&authority);
    for (refusal, status, is_retryable) in [
        ("HTTP/1.1 407 s3ntinel\r\nContent-Length: 0\r\n\r\n", Some(407), false),
        ("HTTP/1.1 403 No\r\n\r\ns3ntinel", Some(403), false),
        ("HTTP/1.1 503 No\r\n\r\n", Some(503), true),
        ("HTTP/1.1 200 OK\r\n\r\ns3ntinel", Some(200), false),
        ("s3ntinel\r\n\r\n", None, true),
    ] {
        let proxy = Proxy::start(server.address, Some(refusal));
        let client = through(&authority, &[("https_proxy", format!("http://{}", proxy.address))]);
        let failure = get(&client, "https://vault.test/").unwrap_err();
        assert_eq!((failure.kind(), failure.status()), (Kind::ProxyRefused, status), "{refusal}");
        assert_eq!((failure.is_retryable(), failure.was_sent()), (is_retryable, false));
        assert_silent(&(failure, failure.to_string()));
    }
    assert_eq!(server.accepted(), 0);
}

#[test]
fn what_goes_past_a_proxy() {
    let authority = Authority::new();
    let secured = Server::with_tls(
        Authority::config(&authority.server("localhost"), None, &[&TLS13]),
        |_, _| ok("direct"),
    );
    let plain = Server::start(|_, _| ok("direct"));
    let proxy = Proxy::start(secured.address, None);
    let url = format!("http://{}", proxy.address);
    let none = ("NO_PROXY", "vault.test:1, .vault.test".to_owned());
    let client = through(&authority, &[("HTTPS_PROXY", url.clone()), none]);
    for url in [&secured.url, &plain.url] {
        assert_eq!(get(&client, url).unwrap().body(), b"direct");
    }
    // This name has no address here (RFC 6761).
    let outcome = get(&client, "https://a.vault.test/").unwrap_err();
    assert!(matches!(outcome.kind(), Kind::NotResolved | Kind::TimedOut), "{outcome:?}");
    assert!(proxy.heads().is_empty());
    let outcome = get(&client, "https://vault.test/");
    assert_eq!((kind(outcome), proxy.heads().len()), (Kind::Tls(TlsProblem::OtherName), 1));
}

#[test]
fn proxies_of_other_kinds() {
    let authority = Authority::new();
    for proxy in ["socks5://127.0.0.1:1080", "socks5h://s3ntinel@p", "ftp://p", "http://"] {
        let client = through(&authority, &[("ALL_PROXY", proxy.to_owned())]);
        let failure = get(&client, "https://vault.test/").unwrap_err();
        assert_eq!((failure.kind(), failure.attempts()), (Kind::ProxyUnsupported, 0), "{proxy}");
    }
}
