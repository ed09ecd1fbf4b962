//! Where answers end, and what they may not be.

use std::time::Duration;

use provider_credentials_http::{Client, Kind};

use crate::support::{Reply, Server, client, get, kind};

fn answered(raw: &str) -> Result<(u16, String), Kind> {
    answered_by(&client().build().unwrap(), raw)
}

fn answered_by(client: &Client, raw: &str) -> Result<(u16, String), Kind> {
    let bytes = raw.to_owned();
    let server = Server::start(move |_, _| Reply::raw(bytes.clone()));
    match get(client, &server.url) {
        Ok(answer) => Ok((answer.status(), answer.text().unwrap().to_owned())),
        Err(failure) => {
            assert!(failure.was_sent() && failure.attempts() == 1, "{failure:?}");
            Err(kind(Err(failure)))
        }
    }
}

const LENGTH: &str = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nX: y\r\n\r\ns3ntinel";
const CHUNKED: &str = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Made\r\nTransfer-Encoding: chunked\r\n\r\n2;x=\"y\"\r\ns3\r\n0006\r\nntinel\r\n0\r\nTrailer: z\r\n\r\n";
const END: &str = "HTTP/1.0 503 No\r\n\r\ns3ntinel";

#[test]
fn whole_answers() {
    assert_eq!(answered(LENGTH), Ok((200, "s3ntinel".to_owned())));
    assert_eq!(answered(CHUNKED), Ok((201, "s3ntinel".to_owned())));
    assert_eq!(answered(END), Ok((503, "s3ntinel".to_owned())));
    for empty in [
        "HTTP/1.1 204 No\r\n\r\n",
        "HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 200 No\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 No\r\n\r\n",
        "HTTP/1.1 304 Same\r\nContent-Length: 5\r\n\r\n",
    ] {
        assert_eq!(answered(empty).unwrap().1, "", "{empty}");
    }
}

#[test]
fn an_answer_that_is_cut_anywhere() {
    let client = client().build().unwrap();
    for whole in [LENGTH, CHUNKED] {
        for at in 0..whole.len() {
            let cut = whole.get(..at).unwrap();
            assert_eq!(answered_by(&client, cut), Err(Kind::BrokeOff), "{cut:?}");
        }
    }
    // Nothing shows that this body is not whole; over TLS its end does.
    let head = END.find("s3").unwrap();
    for at in 0..END.len() {
        let expected = if at < head {
            Err(Kind::BrokeOff)
        } else {
            Ok((503, END.get(head..at).unwrap().to_owned()))
        };
        assert_eq!(answered_by(&client, END.get(..at).unwrap()), expected, "{at}");
    }
}

#[test]
fn byte_by_byte() {
    let client = client().build().unwrap();
    for whole in [LENGTH, CHUNKED, END] {
        let drip = Some(Duration::from_millis(1));
        let server = Server::start(move |_, _| Reply { drip, ..Reply::raw(whole) });
        assert_eq!(get(&client, &server.url).unwrap().body(), b"s3ntinel");
    }
}

#[test]
fn what_is_no_answer() {
    let chunked =
        |body: &str| format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}");
    let of = |headers: &str| format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\ns3ntinel");
    let long = "s3ntinel".repeat(3000);
    for raw in [
        "s3ntinel\r\n\r\n".to_owned(),
        "SSH-2.0-s3ntinel\r\n".to_owned(),
        "HTTP/2 200 OK\r\n\r\n".to_owned(),
        "HTTP/1.1 20 OK\r\n\r\n".to_owned(),
        "HTTP/1.1 101 Other\r\nUpgrade: s3ntinel\r\n\r\n".to_owned(),
        of("Content-Length: 1\r\nContent-Length: 2"),
        of("Content-Length: -1"),
        of("Content-Length : 8"),
        of("Transfer-Encoding: gzip"),
        of(&format!("X: {long}")),
        format!("HTTP/1.1 100 Go on\r\nX: {}\r\n\r\n", long.get(..9000).unwrap()).repeat(2)
            + LENGTH,
        of(&"X: y\r\n".repeat(101)),
        chunked("x\r\ns3ntinel"),
        chunked("-1\r\ns3ntinel"),
        chunked("1\r\ns3ntinel\r\n0\r\n\r\n"),
        chunked("8\r\ns3ntinelX\r\n0\r\n\r\n"),
        chunked("10000000000000000\r\ns3ntinel"),
        chunked(&format!("1;{long}\r\ns\r\n0\r\n\r\n")),
        chunked(&format!("0\r\nX: {long}\r\n\r\n")),
        chunked(&format!("0\r\n{}\r\n", "X: y\r\n".repeat(4000))),
    ] {
        let expected = Err(Kind::AnswerInvalid);
        assert_eq!(answered(&raw), expected, "{:?}", raw.get(..90).unwrap_or(&raw));
    }
}

#[test]
fn a_body_that_is_no_text() {
    let server = Server::start(|_, _| Reply::raw(&b"HTTP/1.1 200 OK\r\n\r\ns3ntinel\xff"[..]));
    let answer = get(&client().build().unwrap(), &server.url).unwrap();
    assert_eq!(answer.body(), b"s3ntinel\xff");
    let failure = answer.text().unwrap_err();
    assert_eq!((failure.kind(), failure.status()), (Kind::AnswerInvalid, Some(200)));
}
