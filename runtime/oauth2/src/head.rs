//! The head of an answer, and how it says where its body ends (RFC 9112, section 6).

use core::str;

/// What is said before the body.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<u64>,
    pub(crate) framing: Framing,
}

/// Where a body ends.
#[derive(Clone, Copy)]
pub(crate) enum Framing {
    Length(usize),
    Chunked,
    /// With the connection.
    End,
}

pub(crate) struct Invalid;

impl Head {
    /// The head and its length; `None` if there must be more of it.
    pub(crate) fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, Invalid> {
        let mut headers = [httparse::EMPTY_HEADER; 100];
        let mut response = httparse::Response::new(&mut headers);
        let length = match response.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(Invalid),
        };
        let status = response.code.ok_or(Invalid)?;
        let mut head = Self { status, retry_after: None, framing: Framing::End };
        let mut written = None;
        for header in &*response.headers {
            let value = str::from_utf8(header.value).unwrap_or_default().trim();
            if header.name.eq_ignore_ascii_case("Retry-After") {
                // A time as text is not read; more digits than fit are a long time.
                let is_number =
                    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
                head.retry_after = is_number.then(|| value.parse().unwrap_or(u64::MAX));
            } else if header.name.eq_ignore_ascii_case("Transfer-Encoding") {
                if !value.eq_ignore_ascii_case("chunked") {
                    return Err(Invalid);
                }
                head.framing = Framing::Chunked;
            } else if header.name.eq_ignore_ascii_case("Content-Length") {
                // Two that differ are how a body is smuggled in.
                if written.is_some_and(|written| written != value) {
                    return Err(Invalid);
                }
                written = Some(value);
            }
        }
        if let (Some(written), Framing::End) = (written, head.framing) {
            let is_number =
                !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
            // More digits than fit are more than any limit.
            let length = written.parse().unwrap_or(usize::MAX);
            head.framing = if is_number { Framing::Length(length) } else { return Err(Invalid) };
        }
        if status < 200 || matches!(status, 204 | 304) {
            head.framing = Framing::Length(0);
        }
        Ok(Some((head, length)))
    }
}

impl Framing {
    /// The length of the body, which then stands at the beginning; `None` if there must be more of it.
    pub(crate) fn whole(
        &mut self,
        bytes: &mut [u8],
        is_at_end: bool,
    ) -> Result<Option<usize>, Invalid> {
        match *self {
            Self::Length(length) => Ok((bytes.len() >= length).then_some(length)),
            Self::End => Ok(is_at_end.then_some(bytes.len())),
            Self::Chunked => unchunked(bytes),
        }
    }
}

/// Moves the chunks together once the last of them is there (RFC 9112, section 7.1).
fn unchunked(bytes: &mut [u8]) -> Result<Option<usize>, Invalid> {
    let mut chunks = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let (start, size) = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete(parsed)) => parsed,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(Invalid),
        };
        let size = usize::try_from(size).map_err(|_| Invalid)?;
        if size == 0 {
            break;
        }
        let end = (at + start).checked_add(size).ok_or(Invalid)?;
        match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => {}
            None | Some([] | [b'\r']) => return Ok(None),
            Some(_) => return Err(Invalid),
        }
        chunks.push(at + start..end);
        at = end + 2;
    }
    let mut length = 0;
    for chunk in chunks {
        let size = chunk.len();
        bytes.copy_within(chunk, length);
        length += size;
    }
    Ok(Some(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(raw: &str, is_at_end: bool) -> Option<String> {
        let mut bytes = raw.as_bytes().to_vec();
        let (mut head, length) = Head::read(&bytes).ok().flatten()?;
        let body = bytes.get_mut(length..)?;
        let length = head.framing.whole(body, is_at_end).ok().flatten()?;
        Some(str::from_utf8(body.get(..length)?).ok()?.to_owned())
    }

    #[test]
    fn however_long_the_server_wants_to_be_left_alone() {
        for (value, seconds) in [
            ("3", Some(3)),
            (" 86400 ", Some(86_400)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("-1", None),
            ("+1", None),
            ("", None),
            ("Fri, 31 Dec 1999 23:59:59 GMT", None),
        ] {
            let raw = format!("HTTP/1.1 503 No\r\nRetry-After: {value}\r\n\r\n");
            let head = Head::read(raw.as_bytes()).ok().flatten().unwrap().0;
            assert_eq!(head.retry_after, seconds, "{value}");
        }
    }

    #[test]
    fn bodies_end_where_the_head_says() {
        let ok = "HTTP/1.1 200 OK\r\n";
        let length = format!("{ok}Content-Length: 2\r\n\r\nabc");
        assert_eq!(body(&length, false).as_deref(), Some("ab"));
        assert_eq!(body(&format!("{ok}Content-Length: 9\r\n\r\nabc"), true), None);
        assert_eq!(body(&format!("{ok}\r\nabc"), true).as_deref(), Some("abc"));
        assert_eq!(body(&format!("{ok}\r\nabc"), false), None);
        let chunked =
            format!("{ok}Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n3\r\ncde\r\n0\r\n\r\n");
        assert_eq!(body(&chunked, false).as_deref(), Some("abcde"));
        for at in 0..chunked.len() - 3 {
            assert_eq!(body(chunked.get(..at).unwrap_or_default(), true), None, "{at}");
        }
        let none = "HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n";
        assert_eq!(body(none, false).as_deref(), Some(""));
        for bad in [
            "Content-Length: 1\r\nContent-Length: 2\r\n\r\nabc",
            "Content-Length: -1\r\n\r\nabc",
            "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nx\r\nab",
            "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc\r\n0\r\n\r\n",
        ] {
            assert_eq!(body(&format!("{ok}{bad}"), true), None, "{bad}");
        }
    }
}
