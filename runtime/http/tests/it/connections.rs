//! Connections that are kept, and how many there are.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_http::{Client, Deadline, Kind, Request, Trust, Url};
use rustls::version::{TLS12, TLS13};

use crate::support::{Authority, Reply, Seen, Server, client, get, kind, ok, send};

/// How many connections so many requests need.
fn connections(client: &Client, requests: usize, reply: Reply) -> usize {
    let server = Server::start(move |_, _| reply.clone());
    for _ in 0..requests {
        assert_eq!(get(client, &server.url).unwrap().body(), b"ab");
        // What was sent behind the answer has come.
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(server.seen().len(), requests);
    server.accepted()
}

fn raw(head: &str, body: &str) -> Reply {
    Reply { keeps: true, ..Reply::raw(format!("{head}\r\n\r\n{body}")) }
}

#[test]
fn which_connections_are_kept() {
    let client = client().build().unwrap();
    let length = "HTTP/1.1 200 OK\r\nContent-Length: 2";
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked";
    for (head, body, expected) in [
        (length, "ab", 1),
        (chunked, "1\r\na\r\n1\r\nb\r\n0\r\n\r\n", 1),
        ("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2", "ab", 1),
        ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2", "ab", 4),
        ("HTTP/1.0 200 OK\r\nContent-Length: 2", "ab", 4),
        // What nobody asked for is not the beginning of the next answer.
        (length, "abHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nxy", 4),
        (length, "ab\r\n", 4),
        (chunked, "2\r\nab\r\n0\r\n\r\nHTTP/1.1 200 OK", 4),
        // One length is not that of the body.
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked",
            "2\r\nab\r\n0\r\n\r\n",
            4,
        ),
    ] {
        assert_eq!(connections(&client, 4, raw(head, body)), expected, "{head} {body}");
    }
    // It says that it goes on, and ends.
    let ends = Reply { keeps: false, ..raw(length, "ab") };
    assert_eq!(connections(&client, 4, ends), 4);
}

#[test]
fn a_client_that_keeps_none() {
    let client = client().idle_timeout(Duration::ZERO).build().unwrap();
    let server = Server::start(|_, _| ok("ab"));
    for _ in 0..3 {
        get(&client, &server.url).unwrap();
    }
    assert_eq!(server.accepted(), 3);
    assert_eq!(server.seen()[0].header("Connection"), Some("close"));
}

#[test]
fn a_connection_is_not_kept_too_long() {
    let server = Server::start(|_, _| ok("ab"));
    let client = client().idle_timeout(Duration::from_millis(400)).build().unwrap();
    for pause in [0, 50, 600] {
        thread::sleep(Duration::from_millis(pause));
        get(&client, &server.url).unwrap();
    }
    let connections: Vec<usize> = server.seen().iter().map(|seen| seen.connection).collect();
    assert_eq!(connections, [0, 0, 1]);
    assert_eq!(server.seen()[0].header("Connection"), None);
}

/// A server that ends a kept connection when the second request on it has come: nothing shows that before.
fn forgetful(firsts: Arc<AtomicUsize>) -> Server {
    Server::start(move |seen, number| {
        if number > 0 && seen.connection == 0 {
            return Reply::default();
        }
        firsts.fetch_add(1, Ordering::SeqCst);
        ok("ab")
    })
}

#[test]
fn what_breaks_off_on_a_kept_connection_is_sent_again_or_was_never_sent_there() {
    let client = client().build().unwrap();
    for (method, is_repeatable, is_sent_again) in [
        ("GET", false, true),
        ("LIST", false, true),
        ("PUT", false, true),
        ("POST", false, false),
        ("PATCH", false, false),
        ("POST", true, true),
    ] {
        let answered = Arc::new(AtomicUsize::new(0));
        let server = forgetful(Arc::clone(&answered));
        get(&client, &server.url).unwrap();
        let url = Url::parse(&server.url).unwrap();
        let request = Request::new(method, &url).body("text/plain", "x");
        let request = if is_repeatable { request.repeatable() } else { request };
        let outcome = send(&client, &request);
        if is_sent_again {
            assert_eq!(outcome.unwrap().attempts(), 1, "{method}");
            assert_eq!((server.seen().len(), server.accepted()), (3, 2), "{method}");
        } else {
            // It must not be lost there, so it was not sent on that one at all.
            assert_eq!(outcome.unwrap().attempts(), 1, "{method}");
            assert_eq!((server.seen().len(), server.accepted()), (2, 2), "{method}");
        }
    }
}

/// What ended while it was idle is not used again: a request that must not be sent twice is not lost on it.
#[test]
fn a_connection_that_ended_meanwhile_is_noticed() {
    let authority = Authority::new();
    let config = Authority::config(&authority.server("localhost"), None, &[&TLS12, &TLS13]);
    let answer = |_: &Seen, _: usize| Reply { keeps: false, ..ok("ab") };
    let trust = Trust::authorities(&authority.pem).unwrap();
    let client = client().trust(trust).build().unwrap();
    for server in [Server::start(answer), Server::with_tls(config, answer)] {
        let url = Url::parse(&server.url).unwrap();
        for number in 1..4 {
            let request = Request::post(&url).body("text/plain", "x");
            assert_eq!(send(&client, &request).unwrap().body(), b"ab");
            assert_eq!((server.seen().len(), server.accepted()), (number, number));
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// What comes unasked on an idle connection is not the answer to the next request.
#[test]
fn an_answer_that_nobody_asked_for_is_not_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = |body: &str| format!("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{body}");
    let server = thread::spawn(move || {
        for (body, later) in [("good", "evil"), ("well", "evil")] {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 512]).unwrap();
            stream.write_all(answer(body).as_bytes()).unwrap();
            thread::sleep(Duration::from_millis(50));
            stream.write_all(answer(later).as_bytes()).unwrap();
        }
    });
    let client = client().build().unwrap();
    assert_eq!(get(&client, &url).unwrap().body(), b"good");
    thread::sleep(Duration::from_millis(150));
    assert_eq!(get(&client, &url).unwrap().body(), b"well");
    server.join().unwrap();
}

/// One byte of an answer is an answer that broke off.
#[test]
fn what_broke_off_later_is_not_sent_again() {
    let server = Server::start(|_, number| match number {
        0 => ok("ab"),
        _ => Reply::raw("H"),
    });
    let client = client().build().unwrap();
    get(&client, &server.url).unwrap();
    assert_eq!(kind(get(&client, &server.url)), Kind::BrokeOff);
    assert_eq!(server.seen().len(), 2);
}

/// On a new connection it is no kept one that had ended.
#[test]
fn what_broke_off_on_a_new_connection_is_not_sent_again() {
    let server = Server::start(|_, _| Reply::default());
    assert_eq!(kind(get(&client().build().unwrap(), &server.url)), Kind::BrokeOff);
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn many_threads_over_few_connections() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (busy, highest) = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::start(move |seen, _| {
        highest.fetch_max(busy.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(2));
        busy.fetch_sub(1, Ordering::SeqCst);
        ok(seen.line())
    });
    let client = client().most_connections(3).build().unwrap();
    let start = Barrier::new(24);
    thread::scope(|scope| {
        for thread in 0..24 {
            let (client, server, start) = (client.clone(), &server, &start);
            scope.spawn(move || {
                start.wait();
                for number in 0..10 {
                    let path = format!("/{thread}/{number}");
                    let answer = get(&client, &server.at(&path)).unwrap();
                    // Everybody gets the answer to what they asked.
                    assert_eq!(answer.text().unwrap(), format!("GET {path} HTTP/1.1"));
                }
            });
        }
    });
    assert_eq!(server.seen().len(), 240);
    assert_eq!((server.accepted(), most.load(Ordering::SeqCst)), (3, 3));
}

#[test]
fn a_free_connection_is_waited_for_until_the_deadline() {
    let server = Server::start(|_, _| Reply { wait: Duration::from_secs(1), ..ok("ab") });
    let client = client().most_connections(1).build().unwrap();
    let url = Url::parse(&server.url).unwrap();
    thread::scope(|scope| {
        scope.spawn(|| get(&client, &server.url).unwrap());
        while server.seen().is_empty() {
            thread::sleep(Duration::from_millis(5));
        }
        let start = Instant::now();
        let deadline = Deadline::after(Duration::from_millis(200));
        let failure = client.send(&Request::get(&url), deadline).unwrap_err();
        assert_eq!((failure.kind(), failure.was_sent()), (Kind::TooManyConnections, false));
        assert!(start.elapsed() < Duration::from_millis(800), "{:?}", start.elapsed());
        assert!(get(&client, &server.url).is_ok());
    });
    assert_eq!(server.accepted(), 1);
}

/// Of two servers, each with one kept connection, none is left open beyond the limit.
#[test]
fn kept_connections_count() {
    let servers: Vec<Server> = (0..3).map(|_| Server::start(|_, _| ok("ab"))).collect();
    let client = client().most_connections(2).build().unwrap();
    for server in &servers {
        get(&client, &server.url).unwrap();
    }
    // The oldest had to go.
    for (server, expected) in [(&servers[2], 1), (&servers[1], 1), (&servers[0], 2)] {
        get(&client, &server.url).unwrap();
        assert_eq!(server.accepted(), expected);
    }
}

/// A failure gives its place back.
#[test]
fn failures_leave_no_place_taken() {
    let server = Server::start(|_, _| Reply::raw("s3ntinel"));
    let client = client().most_connections(1).build().unwrap();
    for _ in 0..5 {
        assert_eq!(kind(get(&client, &server.url)), Kind::AnswerInvalid);
    }
    assert_eq!(get(&client, "http://127.0.0.1:1").unwrap_err().kind(), Kind::Unreachable);
}
