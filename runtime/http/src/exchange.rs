//! One request and its answer on a connection (HTTP/1.1, RFC 9112), in buffers of their final size that are wiped.

use zeroize::Zeroizing;

use crate::answer::Answer;
use crate::body;
use crate::failure::{Failure, Kind};
use crate::head::{Framing, Head};
use crate::input::{Input, ROOM};
use crate::reason::broken;
use crate::stream::Stream;

/// What came of a request.
pub(crate) struct Exchanged {
    pub(crate) answer: Answer,
    pub(crate) location: Option<Zeroizing<String>>,
    /// Whether the connection may be used again.
    pub(crate) is_open: bool,
}

/// Why nothing came of it.
pub(crate) struct Broken {
    pub(crate) failure: Failure,
    /// Not one byte of an answer had come.
    pub(crate) is_mute: bool,
}

/// How much is taken of an answer.
pub(crate) struct Wanted<'a> {
    pub(crate) headers: &'a [&'a str],
    pub(crate) most: usize,
}

pub(crate) fn exchange(
    stream: &mut dyn Stream,
    request: Zeroizing<Vec<u8>>,
    wanted: &Wanted<'_>,
) -> Result<Exchanged, Broken> {
    let sent = stream.write_all(&request).and_then(|()| stream.flush());
    drop(request);
    let mut input = Input::new(stream);
    match (sent, read(&mut input, wanted)) {
        (sent, Ok(mut exchanged)) => {
            exchanged.is_open &= sent.is_ok() && input.is_clean();
            Ok(exchanged)
        }
        // A server that refuses early may say why, and the sending fails.
        (Err(error), Err(answered)) if answered.kind() == Kind::BrokeOff => {
            Err(Broken { failure: Failure::from(broken(&error)).sent(), is_mute: !input.has_begun })
        }
        (_, Err(failure)) => Err(Broken { failure: failure.sent(), is_mute: !input.has_begun }),
    }
}

fn read(input: &mut Input<'_>, wanted: &Wanted<'_>) -> Result<Exchanged, Failure> {
    let head = head(input, wanted.headers)?;
    let body = body::read(input, head.framing, wanted.most)
        .map_err(|kind| Failure::from(kind).with_status(head.status))?;
    let answer = Answer {
        status: head.status,
        retry_after: head.retry_after,
        headers: head.kept,
        body,
        attempts: 1,
    };
    let is_open = head.is_open && head.framing != Framing::End;
    Ok(Exchanged { answer, location: head.location, is_open })
}

/// The first head that is not interim (RFC 9110, section 15.2).
pub(crate) fn head(input: &mut Input<'_>, kept: &[&str]) -> Result<Head, Kind> {
    let mut most = ROOM;
    loop {
        match Head::read(input.bytes(), kept) {
            Ok(Some((head, length))) => {
                input.take(length);
                most = most.checked_sub(length).ok_or(Kind::AnswerInvalid)?;
                match head.status {
                    // To another protocol, which nobody asked for.
                    101 => return Err(Kind::AnswerInvalid),
                    ..200 => {}
                    _ => return Ok(head),
                }
            }
            Ok(None) if input.more()? => {}
            Ok(None) => return Err(Kind::BrokeOff),
            Err(_) => return Err(Kind::AnswerInvalid),
        }
    }
}
