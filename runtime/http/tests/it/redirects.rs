//! Where a request follows, and where not.

use provider_credentials_http::{Kind, Request, Url, Value};

use crate::support::{Reply, Seen, Server, assert_silent, client, get, ok, send};

fn to(status: u16, location: &str) -> Reply {
    Reply::status(status, &format!("Location: {location}\r\n"), "s3ntinel")
}

fn at_root(status: u16) -> impl Fn(&Seen, usize) -> Reply + Send + Sync {
    move |seen, _| {
        if seen.line().contains(" /end") { ok("there") } else { to(status, "/end?x=y") }
    }
}

#[test]
fn on_the_same_server() {
    for (method, status, follows) in [
        ("GET", 301, true),
        ("GET", 302, true),
        ("GET", 303, false),
        ("GET", 307, true),
        ("GET", 308, true),
        ("POST", 301, false),
        ("POST", 302, false),
        ("POST", 303, false),
        ("POST", 307, true),
        ("POST", 308, true),
    ] {
        let server = Server::start(at_root(status));
        let url = Url::parse(&server.at("/base?q")).unwrap();
        let request = Request::new(method, &url)
            .header("X-Token", Value::secret("s3ntinel"))
            .body("text/plain", "s3ntinel");
        let outcome = send(&client().build().unwrap(), &request);
        if follows {
            assert_eq!(outcome.unwrap().text().unwrap(), "there");
            let seen = server.seen();
            assert_eq!(seen[1].line(), format!("{method} /end?x=y HTTP/1.1"));
            assert_eq!(
                (seen[1].header("X-Token"), &seen[1].body[..]),
                (Some("s3ntinel"), &b"s3ntinel"[..])
            );
            // What must not be lost takes no connection that may have ended.
            assert_eq!(server.accepted(), if method == "POST" { 2 } else { 1 });
        } else {
            let failure = outcome.unwrap_err();
            assert_eq!((failure.kind(), failure.status()), (Kind::Redirected, Some(status)));
            assert_eq!(server.seen().len(), 1);
            assert_silent(&failure);
        }
    }
}

#[test]
fn never_to_another_server() {
    let other = Server::start(|_, _| ok("s3ntinel"));
    let port = other.address.port();
    for status in [301, 302, 303, 307, 308] {
        for location in [
            other.at("/"),
            format!("//localhost:{port}/"),
            format!("https://localhost:{port}/"),
            format!("http://127.0.0.1:{port}/"),
            format!("/\\localhost:{port} /"),
            "relative".to_owned(),
            String::new(),
            "ftp://localhost/".to_owned(),
        ] {
            let server = Server::start(move |_, _| to(status, &location));
            let failure = get(&client().build().unwrap(), &server.at("/a")).unwrap_err();
            assert_eq!((failure.kind(), failure.status()), (Kind::Redirected, Some(status)));
            assert!(!failure.is_retryable());
            assert_eq!(server.seen().len(), 1);
        }
    }
    assert_eq!(other.accepted(), 0);
}

#[test]
fn the_same_server_by_its_whole_url() {
    let server = Server::start(|seen, _| {
        if seen.line().contains("/end") {
            return ok("there");
        }
        let (_, port) = seen.header("Host").unwrap().rsplit_once(':').unwrap();
        to(307, &format!("HTTP://LOCALHOST:{port}/end"))
    });
    let answer = get(&client().build().unwrap(), &server.at("/a")).unwrap();
    assert_eq!(answer.text().unwrap(), "there");
}

#[test]
fn without_end() {
    let server = Server::start(|_, _| to(307, "/again"));
    let failure = get(&client().build().unwrap(), &server.url).unwrap_err();
    assert_eq!(failure.kind(), Kind::Redirected);
    assert_eq!(server.seen().len(), 4);
    let none = client().most_redirects(0).build().unwrap();
    assert_eq!(get(&none, &server.url).unwrap_err().kind(), Kind::Redirected);
    assert_eq!(server.seen().len(), 5);
    // No redirects.
    for status in [300, 304, 305] {
        let server = Server::start(move |_, _| to(status, "/again"));
        assert_eq!(get(&client().build().unwrap(), &server.url).unwrap().status(), status);
    }
}
