//! The body of an answer (RFC 9112, sections 6 and 7).

use zeroize::Zeroizing;

use crate::blocks::Blocks;
use crate::failure::Kind;
use crate::head::Framing;
use crate::input::{Input, ROOM};

/// At most so many bytes: more is an error as soon as it is known.
pub(crate) fn read(
    input: &mut Input<'_>,
    framing: Framing,
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, Kind> {
    match framing {
        Framing::Length(length) if length > most => Err(Kind::AnswerTooLarge),
        Framing::Length(length) => {
            let mut body = Zeroizing::new(vec![0; length]);
            input.fill(&mut body)?;
            Ok(body)
        }
        Framing::Chunked => chunked(input, most),
        Framing::End => until_end(input, most),
    }
}

fn until_end(input: &mut Input<'_>, most: usize) -> Result<Zeroizing<Vec<u8>>, Kind> {
    let mut blocks = Blocks::default();
    loop {
        let count = input.bytes().len();
        if blocks.len() + count > most {
            return Err(Kind::AnswerTooLarge);
        }
        blocks.push(input.bytes());
        input.take(count);
        if !input.more()? {
            return Ok(blocks.joined());
        }
    }
}

fn chunked(input: &mut Input<'_>, most: usize) -> Result<Zeroizing<Vec<u8>>, Kind> {
    let mut blocks = Blocks::default();
    loop {
        let size = chunk_size(input)?;
        if size == 0 {
            trailers(input)?;
            return Ok(blocks.joined());
        }
        let size = usize::try_from(size).map_err(|_| Kind::AnswerTooLarge)?;
        if size > most - blocks.len() {
            return Err(Kind::AnswerTooLarge);
        }
        let mut left = size;
        while left > 0 {
            let ready = input.bytes();
            let now = ready.get(..left).unwrap_or(ready);
            blocks.push(now);
            let count = now.len();
            left -= count;
            input.take(count);
            if left > 0 {
                some_more(input)?;
            }
        }
        line_break(input)?;
    }
}

/// Which must come.
fn some_more(input: &mut Input<'_>) -> Result<(), Kind> {
    if input.more()? { Ok(()) } else { Err(Kind::BrokeOff) }
}

fn chunk_size(input: &mut Input<'_>) -> Result<u64, Kind> {
    loop {
        match httparse::parse_chunk_size(input.bytes()) {
            Ok(httparse::Status::Complete((length, size))) => {
                input.take(length);
                return Ok(size);
            }
            Ok(httparse::Status::Partial) => some_more(input)?,
            Err(_) => return Err(Kind::AnswerInvalid),
        }
    }
}

fn line_break(input: &mut Input<'_>) -> Result<(), Kind> {
    loop {
        match input.bytes() {
            [b'\r', b'\n', ..] => {
                input.take(2);
                return Ok(());
            }
            [] | [b'\r'] => some_more(input)?,
            _ => return Err(Kind::AnswerInvalid),
        }
    }
}

/// Headers behind the last chunk, which say nothing here.
fn trailers(input: &mut Input<'_>) -> Result<(), Kind> {
    let mut most = ROOM;
    loop {
        let Some(end) = input.bytes().iter().position(|byte| *byte == b'\n') else {
            some_more(input)?;
            continue;
        };
        let is_empty = matches!(input.bytes().get(..=end), Some(b"\r\n"));
        input.take(end + 1);
        most = most.checked_sub(end + 1).ok_or(Kind::AnswerInvalid)?;
        if is_empty {
            return Ok(());
        }
    }
}
