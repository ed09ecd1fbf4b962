//! The head of an answer, and how it says where its body ends (RFC 9112, section 6).

use core::str;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::date;

/// What is said before the body.
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    /// The only header that is kept without being asked for, and never shown.
    pub(crate) location: Option<Zeroizing<String>>,
    pub(crate) kept: Vec<(String, Zeroizing<String>)>,
    pub(crate) framing: Framing,
    /// Whether the connection may be used again.
    pub(crate) is_open: bool,
}

/// Where a body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    Length(usize),
    Chunked,
    /// With the connection.
    End,
}

#[derive(Debug)]
pub(crate) struct Invalid;

impl Head {
    /// The head, with the headers of these names, and its length; `None` if there must be more of it.
    pub(crate) fn read(bytes: &[u8], kept: &[&str]) -> Result<Option<(Self, usize)>, Invalid> {
        let mut headers = [httparse::EMPTY_HEADER; 100];
        let mut response = httparse::Response::new(&mut headers);
        let length = match response.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(Invalid),
        };
        let mut head = Self {
            status: response.code.ok_or(Invalid)?,
            retry_after: None,
            location: None,
            kept: Vec::new(),
            framing: Framing::End,
            is_open: response.version == Some(1),
        };
        let mut written = None;
        for header in &*response.headers {
            let value = str::from_utf8(header.value).unwrap_or_default().trim();
            written = head.add(header.name, value, written)?;
            if let Some(name) = kept.iter().find(|name| name.eq_ignore_ascii_case(header.name)) {
                head.kept.push(((*name).to_owned(), Zeroizing::new(value.to_owned())));
            }
        }
        match (written, head.framing) {
            (Some(written), Framing::End) => head.framing = Framing::Length(number(written)?),
            // One of both may be how a body is smuggled in.
            (Some(_), _) => head.is_open = false,
            (None, _) => {}
        }
        if head.status < 200 || matches!(head.status, 204 | 304) {
            head.framing = Framing::Length(0);
        }
        Ok(Some((head, length)))
    }

    /// One header, after the `Content-Length` that was written before.
    fn add<'v>(
        &mut self,
        name: &str,
        value: &'v str,
        written: Option<&'v str>,
    ) -> Result<Option<&'v str>, Invalid> {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("Retry-After") {
            self.retry_after = retry_after(value, SystemTime::now());
        } else if is("Location") {
            self.location = Some(Zeroizing::new(value.to_owned()));
        } else if is("Connection") {
            let mut options = value.split(',');
            self.is_open &= !options.any(|option| option.trim().eq_ignore_ascii_case("close"));
        } else if is("Transfer-Encoding") {
            // Twice would be chunks in chunks.
            if !value.eq_ignore_ascii_case("chunked") || self.framing == Framing::Chunked {
                return Err(Invalid);
            }
            self.framing = Framing::Chunked;
        } else if is("Content-Length") {
            // Two that differ are how a body is smuggled in.
            if written.is_some_and(|written| written != value) {
                return Err(Invalid);
            }
            return Ok(Some(value));
        }
        Ok(written)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// More digits than fit are more than any limit.
fn number(text: &str) -> Result<usize, Invalid> {
    if is_number(text) { Ok(text.parse().unwrap_or(usize::MAX)) } else { Err(Invalid) }
}

/// Seconds, of which more digits than fit are a long time, or a date.
fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    if is_number(value) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    date::parsed(value).map(|time| time.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn head(headers: &str) -> Option<Head> {
        let raw = format!("HTTP/1.1 200 OK\r\n{headers}\r\n");
        Head::read(raw.as_bytes(), &["Content-Type"]).ok().flatten().map(|(head, length)| {
            assert_eq!(length, raw.len());
            head
        })
    }

    #[test]
    fn however_long_the_server_wants_to_be_left_alone() {
        let now = UNIX_EPOCH + Duration::from_secs(946_684_700);
        for (value, seconds) in [
            ("3", Some(3)),
            ("86400", Some(86_400)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("-1", None),
            ("+1", None),
            ("", None),
            ("Fri, 31 Dec 1999 23:59:59 GMT", Some(99)),
            ("Fri, 31 Dec 1998 23:59:59 GMT", Some(0)),
        ] {
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(retry_after(value, now), expected, "{value}");
        }
        assert_eq!(head("Retry-After:  7 \r\n").unwrap().retry_after, Some(Duration::from_secs(7)));
    }

    #[test]
    fn bodies_end_where_the_head_says() {
        for (headers, framing, is_open) in [
            ("", Framing::End, true),
            ("Content-Length: 2\r\n", Framing::Length(2), true),
            ("Content-Length: 2\r\nContent-Length: 2\r\n", Framing::Length(2), true),
            ("Content-Length: 99999999999999999999999\r\n", Framing::Length(usize::MAX), true),
            ("Transfer-Encoding: Chunked\r\n", Framing::Chunked, true),
            ("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", Framing::Chunked, false),
            ("Connection: x, Close\r\n", Framing::End, false),
            ("Connection: keep-alive\r\n", Framing::End, true),
        ] {
            let head = head(headers).unwrap();
            assert_eq!((head.framing, head.is_open), (framing, is_open), "{headers}");
        }
        for bad in [
            "Content-Length: 1\r\nContent-Length: 2\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: +1\r\n",
            "Content-Length: 0x1\r\n",
            "Content-Length: \r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        ] {
            assert!(head(bad).is_none(), "{bad}");
        }
        let none = Head::read(b"HTTP/1.0 204 No\r\nContent-Length: 5\r\n\r\n", &[]);
        let none = none.unwrap().unwrap().0;
        assert_eq!((none.framing, none.is_open), (Framing::Length(0), false));
    }

    #[test]
    fn no_header_is_kept_but_those_asked_for() {
        let head = head("Set-Cookie: s3ntinel\r\ncontent-type: text/plain\r\n").unwrap();
        assert_eq!(head.kept.len(), 1);
        assert_eq!((&*head.kept[0].0, &**head.kept[0].1), ("Content-Type", "text/plain"));
        assert!(head.location.is_none());
    }
}
