//! How long a token is held.

use std::thread;
use std::time::{Duration, SystemTime};

use provider_credentials_core::ExposeSecret;
use serde_json::{Value, json};

use crate::support::{Reply, Server, basic_client, granted};

fn requests_of_three_calls(expires_in: Value) -> (usize, Option<Duration>) {
    let server = Server::start(move |_, _| granted(&expires_in));
    let api = basic_client(&server.url);
    let now = SystemTime::now();
    let token = api.token().unwrap();
    api.token().unwrap();
    api.clone().token().unwrap();
    let left = token.expires_at().map(|end| end.duration_since(now).unwrap());
    (server.seen().len(), left)
}

#[test]
fn whatever_the_server_says() {
    for (expires_in, requests, seconds) in [
        (json!(3600), 1, Some(3600)),
        (json!("3600"), 1, Some(3600)),
        (json!(3600.5), 1, Some(3600)),
        (json!(0), 3, Some(0)),
        (json!(-5), 3, Some(0)),
        (json!(u64::MAX), 1, Some(315_360_000)),
        (json!(1e300), 1, None),
        (Value::Null, 1, None),
        (json!("soon"), 1, None),
        (json!({ "s": 1 }), 1, None),
    ] {
        let (made, left) = requests_of_three_calls(expires_in.clone());
        assert_eq!(made, requests, "{expires_in}");
        assert_eq!(left.map(|left| left.as_secs()), seconds, "{expires_in}");
    }
}

/// As some serializers write numbers: it was taken for three seconds.
#[test]
fn an_exponent_is_not_cut_off() {
    let server = Server::start(|_, _| {
        let body = "{\"access_token\": \"a\", \"expires_in\": 3.6e3}";
        Reply::Answer(200, "application/json", body.to_owned())
    });
    let token = basic_client(&server.url).token().unwrap();
    assert_eq!(token.expires_at(), None);
}

fn numbered(server_says: u64) -> Server {
    Server::start(move |_, number| {
        let body = json!({ "access_token": format!("t{number}"), "expires_in": server_says });
        Reply::Answer(200, "application/json", body.to_string())
    })
}

#[test]
fn a_new_one_shortly_before_the_end() {
    let server = numbered(2);
    let api = basic_client(&server.url);
    let text = || api.token().unwrap().expose_secret().to_owned();
    assert_eq!((text(), text()), ("t0".to_owned(), "t0".to_owned()));
    // A tenth before the end.
    thread::sleep(Duration::from_millis(1850));
    assert_eq!((text(), text()), ("t1".to_owned(), "t1".to_owned()));
}

#[test]
fn eagerly_and_after_a_refusal() {
    let server = numbered(3600);
    let api = basic_client(&server.url);
    let first = api.fetch().unwrap();
    assert_eq!(api.token().unwrap().expose_secret(), first.expose_secret());
    let second = api.renew(&first).unwrap();
    assert_eq!(second.expose_secret(), "t1");
    // Who comes later with the same refusal gets what is there.
    assert_eq!(api.renew(&first).unwrap().expose_secret(), "t1");
    assert_eq!(api.token().unwrap().expose_secret(), "t1");
    assert_eq!(api.fetch().unwrap().expose_secret(), "t2");
    assert_eq!(server.seen().len(), 3);
}

/// A server that is out of order near the end of a token does no harm yet.
#[test]
fn a_failed_renewal_leaves_what_is_good() {
    let server = Server::start(|_, number| match number {
        0 => granted(&json!(3)),
        _ => Reply::Answer(503, "text/plain", String::new()),
    });
    let api = basic_client(&server.url);
    api.token().unwrap();
    thread::sleep(Duration::from_millis(2750));
    for _ in 0..10 {
        api.token().unwrap();
    }
    assert_eq!(server.seen().len(), 2);
    thread::sleep(Duration::from_millis(400));
    assert_eq!(api.token().unwrap_err().code(), "oauth2_server_error");
}

#[test]
fn after_a_failure_the_server_is_left_alone() {
    let server = Server::start(|_, number| match number {
        0 => Reply::Answer(500, "text/plain", String::new()),
        _ => granted(&json!(3600)),
    });
    let api = basic_client(&server.url);
    for _ in 0..100 {
        let error = api.token().unwrap_err();
        assert_eq!((error.code(), error.http_status()), ("oauth2_server_error", Some(500)));
        assert!(error.is_retryable());
    }
    assert_eq!(server.seen().len(), 1);
    thread::sleep(Duration::from_millis(1050));
    api.token().unwrap();
    assert_eq!(server.seen().len(), 2);
}
