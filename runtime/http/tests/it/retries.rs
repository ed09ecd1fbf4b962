//! Requests that are sent again.

use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_http::{Answer, Deadline, Failure, Kind, Request, Retries, Url};

use crate::support::{Reply, Server, assert_silent, client, ok, soon};

/// Fast, and on the usual statuses.
fn retries(most: u32) -> Retries {
    Retries::new(most)
        .on(&[429, 500, 502, 503, 504])
        .back_off(Duration::from_millis(20), Duration::from_millis(100))
}

fn sent(method: &str, url: &str, retries: &Retries) -> Result<Answer, Failure> {
    let url = Url::parse(url).unwrap();
    let client = client().build().unwrap();
    client.send_with_retries(&Request::new(method, &url), soon(), retries)
}

#[test]
fn a_server_that_recovers() {
    for status in [429, 500, 502, 503, 504] {
        for method in ["GET", "POST"] {
            let server = Server::start(move |_, number| match number {
                0 | 1 => Reply::status(status, "", "s3ntinel"),
                _ => ok("ab"),
            });
            let answer = sent(method, &server.url, &retries(3)).unwrap();
            // Who says so may have done it, and a `POST` may not be done twice.
            if method == "POST" && matches!(status, 500 | 502 | 504) {
                assert_eq!((answer.status(), answer.attempts()), (status, 1));
                assert_eq!(server.seen().len(), 1);
                continue;
            }
            assert_eq!((answer.status(), answer.attempts(), answer.body()), (200, 3, &b"ab"[..]));
            let connections = if method == "POST" { 3 } else { 1 };
            assert_eq!((server.seen().len(), server.accepted()), (3, connections));
        }
    }
}

#[test]
fn a_server_that_does_not_recover() {
    let server = Server::start(|_, _| Reply::status(503, "", ""));
    let answer = sent("GET", &server.url, &retries(3)).unwrap();
    assert_eq!((answer.status(), answer.attempts(), answer.repeated()), (503, 4, Some(4)));
    assert_eq!(server.seen().len(), 4);
    let once = sent("GET", &server.url, &Retries::new(3)).unwrap();
    assert_eq!((once.attempts(), once.repeated()), (1, None));
}

#[test]
fn failures_that_the_caller_calls_final() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let is_unreachable = |failure: &Failure| failure.kind() == Kind::Unreachable;
    let failure = sent("GET", &url, &retries(2).unless(is_unreachable)).unwrap_err();
    assert_eq!((failure.kind(), failure.attempts()), (Kind::Unreachable, 1));
    let failure = sent("GET", &url, &retries(2).unless(|_| false)).unwrap_err();
    assert_eq!(failure.attempts(), 3);
}

#[test]
fn answers_that_would_be_the_same_again() {
    for status in [200, 204, 400, 401, 403, 404, 409, 501] {
        let server = Server::start(move |_, _| Reply::status(status, "", ""));
        let answer = sent("GET", &server.url, &retries(3)).unwrap();
        assert_eq!((answer.status(), answer.attempts()), (status, 1));
        assert_eq!(server.seen().len(), 1);
    }
}

#[test]
fn what_broke_off_is_sent_again_if_it_may_be() {
    for (method, attempts) in [("GET", 3), ("LIST", 3), ("POST", 1)] {
        let server = Server::start(|_, _| Reply::raw("HTTP/1.1 200 OK\r\nContent-Le"));
        let failure = sent(method, &server.url, &retries(2)).unwrap_err();
        assert_eq!((failure.kind(), failure.attempts()), (Kind::BrokeOff, attempts), "{method}");
        assert_eq!(server.seen().len(), usize::try_from(attempts).unwrap());
        assert_silent(&failure);
    }
}

/// Of a request that never left, it is no matter what it does.
#[test]
fn a_server_that_comes_up_meanwhile() {
    for method in ["GET", "POST"] {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let failure = sent(method, &format!("http://{address}"), &retries(2)).unwrap_err();
        assert_eq!((failure.kind(), failure.attempts()), (Kind::Unreachable, 3), "{method}");
    }
}

#[test]
fn nothing_is_attempted_that_cannot_succeed() {
    let failure = sent("GET", "http://vault.example", &retries(3)).unwrap_err();
    assert_eq!((failure.kind(), failure.attempts()), (Kind::InsecureUrl, 0));
    let server = Server::start(|_, _| Reply::raw("s3ntinel\r\n\r\n"));
    let failure = sent("GET", &server.url, &retries(3)).unwrap_err();
    assert_eq!((failure.kind(), failure.attempts()), (Kind::AnswerInvalid, 1));
}

#[test]
fn a_server_that_wants_to_be_left_alone() {
    let date = httpdate_in(Duration::from_secs(3));
    let is_left_alone = |wanted: String, least: f32| {
        let server = Server::start(move |_, number| match number {
            0 => Reply::status(429, &format!("Retry-After: {wanted}\r\n"), ""),
            _ => ok("ab"),
        });
        let start = Instant::now();
        let answer = sent("GET", &server.url, &retries(3)).unwrap();
        assert_eq!((answer.status(), answer.attempts()), (200, 2));
        let took = start.elapsed().as_secs_f32();
        assert!((least..3.9).contains(&took), "{took}");
    };
    thread::scope(|scope| {
        for (wanted, least) in [("1".to_owned(), 1.0), (date, 1.0)] {
            scope.spawn(move || is_left_alone(wanted, least));
        }
    });
}

/// As `date` writes it, an implementation that is not ours.
fn httpdate_in(later: Duration) -> String {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap() + later;
    let at = format!("@{}", seconds.as_secs());
    let out = std::process::Command::new("date")
        .args(["-u", "-d", &at, "+%a, %d %b %Y %H:%M:%S GMT"])
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

#[test]
fn what_would_come_after_the_deadline_is_not_waited_for() {
    let server = Server::start(|_, _| Reply::status(503, "Retry-After: 30\r\n", ""));
    let start = Instant::now();
    let answer = sent("GET", &server.url, &retries(3)).unwrap();
    assert_eq!((answer.status(), answer.attempts()), (503, 1));
    assert_eq!(answer.retry_after(), Some(Duration::from_secs(30)));
    assert!(start.elapsed() < Duration::from_secs(2));

    let server = Server::start(|_, _| Reply::status(503, "", ""));
    let url = Url::parse(&server.url).unwrap();
    let deadline = Deadline::after(Duration::from_millis(300));
    let endless = retries(u32::MAX);
    let client = client().build().unwrap();
    let answer = client.send_with_retries(&Request::get(&url), deadline, &endless);
    assert!(start.elapsed() < Duration::from_secs(4));
    // Either what the server said, or that there was no time left to hear it.
    match answer {
        Ok(answer) => assert!(answer.attempts() > 1 && answer.status() == 503),
        Err(failure) => assert!(failure.attempts() > 1 && failure.kind() == Kind::TimedOut),
    }
}

/// An answer has a limit of its own, so that another attempt may succeed before the deadline.
#[test]
fn a_server_that_hangs_once() {
    let server = Server::start(|_, number| Reply {
        wait: Duration::from_secs(if number == 0 { 4 } else { 0 }),
        ..ok("ab")
    });
    let client = client().answer_timeout(Duration::from_millis(300)).build().unwrap();
    let url = Url::parse(&server.url).unwrap();
    let answer = client.send_with_retries(&Request::get(&url), soon(), &retries(2)).unwrap();
    assert_eq!(answer.attempts(), 2);
    let server = Server::start(|_, _| Reply { wait: Duration::from_secs(4), ..ok("ab") });
    let url = Url::parse(&server.url).unwrap();
    let failure = client.send_with_retries(&Request::post(&url), soon(), &retries(2)).unwrap_err();
    assert_eq!((failure.kind(), failure.attempts()), (Kind::TimedOut, 1));
}
