//! What is said before the first message: who we are, which the bus checks by the socket.

use provider_credentials_core::SourceError;

use super::stream::Stream;
use crate::failures::{BUS_GONE, BUS_REFUSED};

/// As long as no answer of a bus is.
const LONGEST: usize = 1024;

/// With the name that the bus has by its address, if that has one: at an abstract socket, another user may listen since the
/// session has ended.
pub(super) fn log_in(stream: &mut Stream, guid: Option<&str>) -> Result<(), SourceError> {
    let user = rustix::process::geteuid().as_raw().to_string();
    let mut line = "\0AUTH EXTERNAL ".to_owned();
    for digit in user.bytes() {
        line.push('3');
        line.push(digit.into());
    }
    line.push_str("\r\n");
    stream.write(line.as_bytes())?;
    let answer = line_of(stream)?;
    let named = answer.strip_prefix(b"OK ").map(<[u8]>::trim_ascii).ok_or(BUS_REFUSED)?;
    if guid.is_some_and(|guid| !named.eq_ignore_ascii_case(guid.as_bytes())) {
        return Err(BUS_GONE);
    }
    stream.write(b"BEGIN\r\n")
}

fn line_of(stream: &mut Stream) -> Result<Vec<u8>, SourceError> {
    let mut line = Vec::new();
    while !line.ends_with(b"\r\n") {
        let mut byte = [0];
        // A bus that refuses may also close the connection.
        stream
            .read(&mut byte)
            .map_err(|error| if error.code() == BUS_GONE.code() { BUS_REFUSED } else { error })?;
        line.extend_from_slice(&byte);
        if line.len() > LONGEST {
            return Err(BUS_GONE);
        }
    }
    Ok(line)
}
