//! Servers that take too long or send too much.

use core::fmt::Write as _;
use core::str;
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_http::{Deadline, Kind, Request, Url};

use crate::support::{Reply, Server, client, get, kind, ok, send};

const MS: Duration = Duration::from_millis(1);

/// And how long it took.
fn timed<T>(call: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (call(), start.elapsed())
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for() {
    let server = Server::start(|_, _| Reply { wait: 3000 * MS, ..ok("late") });
    let by_answer = client().answer_timeout(300 * MS).build().unwrap();
    let (outcome, took) = timed(|| get(&by_answer, &server.url));
    assert_eq!(kind(outcome), Kind::TimedOut);
    assert!((280 * MS..1500 * MS).contains(&took), "{took:?}");

    let url = Url::parse(&server.url).unwrap();
    let by_deadline = client().build().unwrap();
    let deadline = Deadline::after(300 * MS);
    let (outcome, took) = timed(|| by_deadline.send(&Request::get(&url), deadline));
    let failure = outcome.unwrap_err();
    assert!(failure.is_retryable() && failure.was_sent());
    assert_eq!(failure.kind(), Kind::TimedOut);
    assert!((280 * MS..1500 * MS).contains(&took), "{took:?}");
}

#[test]
fn who_drips_gets_no_more_time() {
    let drip = Some(20 * MS);
    let body = "s3ntinel".repeat(100);
    let chunks = "1\r\ns\r\n".repeat(300);
    let answers = [
        format!("HTTP/1.1 200 OK\r\nContent-Length: 800\r\n\r\n{body}"),
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"),
        format!("HTTP/1.1 200 OK\r\n\r\n{body}"),
        format!("HTTP/1.1 200 OK\r\nX: {body}\r\n\r\n"),
    ];
    let is_given_up = |bytes: String| {
        let server = Server::start(move |_, _| Reply { drip, ..Reply::raw(bytes.clone()) });
        let client = client().answer_timeout(1200 * MS).build().unwrap();
        let (outcome, took) = timed(|| get(&client, &server.url));
        assert_eq!(kind(outcome), Kind::TimedOut);
        // Dripping to its end takes 16 seconds.
        assert!((1180 * MS..6000 * MS).contains(&took), "{took:?}");
    };
    thread::scope(|scope| {
        for bytes in answers {
            scope.spawn(move || is_given_up(bytes));
        }
    });
}

/// It accepts nothing, once its queue is full.
#[test]
fn a_connection_has_a_limit_of_its_own() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let authority = crate::support::Authority::new();
    let trust = provider_credentials_http::Trust::authorities(&authority.pem).unwrap();
    let client = client().trust(trust).connect_timeout(300 * MS).build().unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    // The system accepts, but nobody speaks TLS.
    let (outcome, took) = timed(|| get(&client, &url));
    let failure = outcome.unwrap_err();
    assert_eq!((failure.kind(), failure.was_sent()), (Kind::TimedOut, false));
    assert!((280 * MS..1500 * MS).contains(&took), "{took:?}");
}

#[test]
fn a_server_that_is_not_there() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let failure = get(&client().build().unwrap(), &format!("http://{address}")).unwrap_err();
    assert_eq!((failure.kind(), failure.was_sent()), (Kind::Unreachable, false));
    assert_eq!((failure.attempts(), failure.is_retryable()), (1, true));
}

#[test]
fn too_much_is_an_error_at_once() {
    let client = client().most_answer(100_000).build().unwrap();
    let head = |headers: &str| format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes();
    let chunked = "Transfer-Encoding: chunked\r\n";
    for (bytes, endless) in [
        // Of these two nothing else ever comes.
        (head("Content-Length: 100001\r\n"), &b""[..]),
        ([head(chunked), b"186a1\r\n".to_vec()].concat(), &b""[..]),
        ([head(chunked), b"ffffffffffffffff\r\n".to_vec()].concat(), &b""[..]),
        (head("Content-Length: 99999999999999999999999\r\n"), &b"s3ntinel"[..]),
        (head(""), &b"s3ntinel"[..]),
        (head(chunked), &b"8\r\ns3ntinel\r\n"[..]),
    ] {
        let endless = endless.to_vec();
        let server = Server::start(move |_, _| Reply {
            bytes: bytes.clone(),
            endless: endless.clone(),
            keeps: true,
            ..Reply::default()
        });
        let (outcome, took) = timed(|| get(&client, &server.url));
        let failure = outcome.unwrap_err();
        assert_eq!((failure.kind(), failure.status()), (Kind::AnswerTooLarge, Some(200)));
        assert!(took < 2000 * MS, "{took:?}");
    }
}

#[test]
fn as_much_as_is_allowed() {
    let client = client().most_answer(300_000).build().unwrap();
    let body: String = ('a'..='z').cycle().take(300_000).collect();
    for way in 0..3 {
        let mut chunks = String::new();
        for piece in body.as_bytes().chunks(7001) {
            let text = str::from_utf8(piece).unwrap();
            write!(chunks, "{:x}\r\n{text}\r\n", piece.len()).unwrap();
        }
        let raw = match way {
            0 => format!("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n{body}"),
            1 => format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n"),
            _ => format!("HTTP/1.1 200 OK\r\n\r\n{body}"),
        };
        let server = Server::start(move |_, _| Reply::raw(raw.clone()));
        let answer = get(&client, &server.url).unwrap();
        assert!(answer.text().unwrap() == body, "{way}");
    }
}

/// A server that reads nothing of a large request, and does not answer.
#[test]
fn sending_has_a_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let client = client().answer_timeout(500 * MS).build().unwrap();
    let body = vec![b'x'; 50_000_000];
    let request = Request::post(&url).body("text/plain", &body);
    // A minute else.
    let deadline = Deadline::after(60_000 * MS);
    let (outcome, took) = timed(|| client.send(&request, deadline));
    assert_eq!(kind(outcome), Kind::TimedOut);
    assert!(took < 30_000 * MS, "{took:?}");
    drop(listener);
}

/// It answers before it has read the request, and ends the connection.
#[test]
fn a_server_that_refuses_early_is_heard() {
    use std::io::{Read as _, Write as _};

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_exact(&mut [0; 100]).unwrap();
        stream.write_all(b"HTTP/1.1 413 Large\r\nContent-Length: 0\r\n\r\n").unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        while stream.read(&mut [0; 16384]).is_ok_and(|count| count > 0) {}
    });
    let body = vec![b'x'; 5_000_000];
    let client = client().build().unwrap();
    let answer = send(&client, &Request::post(&url).body("text/plain", &body)).unwrap();
    assert_eq!(answer.status(), 413);
    drop(client);
    server.join().unwrap();
}
