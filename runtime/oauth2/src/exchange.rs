//! One request and its answer (HTTP/1.1, RFC 9112), in buffers of their final size that are wiped.
//!
//! Written here because it is one request on one connection: clients of HTTP keep what they sent in memory that
//! nobody wipes, and `ureq` writes it into the program's log where that has the level `trace`.

use core::error::Error;
use core::str;
use std::io::{self, ErrorKind};

use zeroize::Zeroizing;

use crate::connection::{Deadline, Stream, connect};
use crate::failures::{
    ANSWER_INVALID, ANSWER_TOO_LARGE, ENDPOINT_INSECURE, Failure, TIMED_OUT, TLS, UNREACHABLE,
};
use crate::head::{Framing, Head};
use crate::trust::Trust;
use crate::url::Target;

/// What the requests of one token have in common.
pub(crate) struct Line<'a> {
    pub(crate) trust: &'a Trust,
    pub(crate) deadline: Deadline,
}

impl<'a> Line<'a> {
    pub(crate) fn new(trust: &'a Trust) -> Self {
        Self { trust, deadline: Deadline::start() }
    }
}

/// What a server said.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<u64>,
    body: Zeroizing<Vec<u8>>,
}

/// Of a head, and of a body.
const MOST_HEAD: usize = 16 * 1024;
const MOST: usize = 64 * 1024;

impl Answer {
    pub(crate) fn text(&self) -> Result<&str, Failure> {
        str::from_utf8(&self.body).map_err(|_| Failure::at(ANSWER_INVALID, self.status))
    }
}

/// Sends a form.
pub(crate) fn post(
    line: &Line<'_>,
    url: &str,
    authorization: Option<&[u8]>,
    form: &[u8],
) -> Result<Answer, Failure> {
    let length = form.len().to_string();
    let mut pieces: Vec<&[u8]> = vec![
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ",
        length.as_bytes(),
        b"\r\n",
    ];
    if let Some(value) = authorization {
        pieces.extend([&b"Authorization: "[..], value, b"\r\n"]);
    }
    pieces.extend([&b"\r\n"[..], form]);
    exchange(line, url, "POST", &pieces)
}

pub(crate) fn get(line: &Line<'_>, url: &str) -> Result<Answer, Failure> {
    exchange(line, url, "GET", &[b"\r\n"])
}

fn exchange(line: &Line<'_>, url: &str, verb: &str, pieces: &[&[u8]]) -> Result<Answer, Failure> {
    const AGENT: &str = concat!("provider-credentials/", env!("CARGO_PKG_VERSION"));

    let target = Target::of(url).ok_or(ENDPOINT_INSECURE)?;
    let (slash, authority) =
        (if target.path.starts_with('/') { "" } else { "/" }, target.authority());
    let start = format!(
        "{verb} {slash}{} HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: {AGENT}\r\nAccept: application/json\r\nConnection: close\r\n",
        target.path
    );
    let length = start.len() + pieces.iter().map(|piece| piece.len()).sum::<usize>();
    let mut request = Zeroizing::new(Vec::with_capacity(length));
    request.extend_from_slice(start.as_bytes());
    for piece in pieces {
        request.extend_from_slice(piece);
    }
    let mut stream = connect(&target, line.trust, line.deadline).map_err(|error| reason(&error))?;
    let sent = stream.write_all(&request).and_then(|()| stream.flush());
    drop(request);
    match (sent, read(&mut *stream)) {
        (_, Ok(answer)) => Ok(answer),
        // A server that refuses early may say why, and the sending fails.
        (Err(error), Err(answered)) if answered.error.code() == UNREACHABLE.code() => {
            Err(reason(&error))
        }
        (_, Err(failure)) => Err(failure),
    }
}

fn read(stream: &mut dyn Stream) -> Result<Answer, Failure> {
    // A buffer that grew would leave a copy behind.
    let mut buffer = Zeroizing::new(vec![0; MOST_HEAD + MOST]);
    let mut filled = 0;
    let mut from = 0;
    let head = loop {
        let got = buffer.get(from..filled).unwrap_or_default();
        match Head::read(got) {
            Ok(Some((head, length))) => {
                from += length;
                if head.status >= 200 {
                    break head;
                }
            }
            Ok(None) if filled < MOST_HEAD => match more(stream, &mut buffer, filled)? {
                0 => return Err(UNREACHABLE.into()),
                count => filled += count,
            },
            Ok(None) | Err(_) => return Err(ANSWER_INVALID.into()),
        }
    };
    let failed = |error| Failure::at(error, head.status);
    let mut is_at_end = false;
    let (start, end) = loop {
        let mut framing = head.framing;
        let got = buffer.get_mut(from..filled).unwrap_or_default();
        let most = match framing {
            Framing::Length(length) => length,
            _ => got.len(),
        };
        if most > MOST {
            return Err(failed(ANSWER_TOO_LARGE));
        }
        if let Some(length) = framing.whole(got, is_at_end).map_err(|_| failed(ANSWER_INVALID))? {
            break (from, from + length);
        }
        if is_at_end {
            return Err(failed(UNREACHABLE));
        }
        let count = more(stream, &mut buffer, filled)?;
        filled += count;
        is_at_end = count == 0;
    };
    buffer.copy_within(start..end, 0);
    let body = Zeroizing::new(buffer.get(..end - start).unwrap_or_default().to_vec());
    Ok(Answer { status: head.status, retry_after: head.retry_after, body })
}

/// Reads behind what is there; nothing at the end.
fn more(stream: &mut dyn Stream, buffer: &mut [u8], filled: usize) -> Result<usize, Failure> {
    let free = buffer.get_mut(filled..).unwrap_or_default();
    if free.is_empty() {
        return Err(ANSWER_TOO_LARGE.into());
    }
    loop {
        match stream.read(free) {
            Ok(count) => return Ok(count),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(reason(&error)),
        }
    }
}

/// Never with the text of the error, which may have what the server sent.
fn reason(error: &io::Error) -> Failure {
    let is_tls = error.get_ref().is_some_and(<dyn Error + Send + Sync>::is::<rustls::Error>);
    match error.kind() {
        _ if is_tls => TLS.into(),
        ErrorKind::TimedOut | ErrorKind::WouldBlock => TIMED_OUT.into(),
        _ => UNREACHABLE.into(),
    }
}
