//! Through a proxy (RFC 9110, section 9.3.6).

use zeroize::Zeroizing;

use crate::exchange::head;
use crate::failure::{Failure, Kind};
use crate::input::Input;
use crate::proxies::Usable;
use crate::reason::broken;
use crate::stream::Stream;
use crate::url::Url;

/// Has the proxy connect to the server. What the stream carries afterwards is with the server.
pub(crate) fn open(
    stream: &mut dyn Stream,
    proxy: &Usable,
    url: &Url,
    agent: &str,
) -> Result<(), Failure> {
    let host = url.host();
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    let place = format!("{host}:{}", url.port());
    let start = format!("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\nUser-Agent: {agent}\r\n");
    let mut pieces: Vec<&[u8]> = vec![start.as_bytes()];
    if let Some(value) = &proxy.authorization {
        pieces.extend([&b"Proxy-Authorization: "[..], value, b"\r\n"]);
    }
    pieces.push(b"\r\n");
    let mut request =
        Zeroizing::new(Vec::with_capacity(pieces.iter().map(|piece| piece.len()).sum()));
    for piece in pieces {
        request.extend_from_slice(piece);
    }
    stream
        .write_all(&request)
        .and_then(|()| stream.flush())
        .map_err(|error| Failure::from(broken(&error)))?;
    let mut input = Input::new(stream);
    let head = head(&mut input, &[]).map_err(|kind| match kind {
        Kind::AnswerInvalid => Failure::from(Kind::ProxyRefused),
        kind => kind.into(),
    })?;
    // A server waits for the client's first word: what comes before is none of its own.
    if (200..300).contains(&head.status) && input.is_clean() {
        Ok(())
    } else {
        Err(Failure::from(Kind::ProxyRefused).with_status(head.status))
    }
}
