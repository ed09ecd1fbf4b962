//! One message, with its header.

use super::wire::{Reader, Writer};

const CALL: u8 = 1;
const RETURN: u8 = 2;
const ERROR: u8 = 3;

/// What a message begins with, before the fields of its header.
pub(super) const FIXED: usize = 16;

/// What the specification allows.
const LARGEST: usize = 128 << 20;

/// A method that is called.
pub(super) struct Call<'c> {
    pub(super) destination: &'c str,
    pub(super) path: &'c str,
    pub(super) interface: &'c str,
    pub(super) member: &'c str,
    /// The types of the body's values.
    pub(super) signature: &'c str,
    pub(super) body: Writer,
}

impl Call<'_> {
    pub(super) fn into_bytes(self, serial: u32) -> Vec<u8> {
        let body = self.body.into_bytes();
        let mut message = Writer::default();
        message.byte(b'l').byte(CALL).byte(0).byte(1);
        message.number(u32::try_from(body.len()).unwrap_or(u32::MAX)).number(serial);
        message.array(8, |fields| {
            let texts = [
                (1, "o", self.path),
                (2, "s", self.interface),
                (3, "s", self.member),
                (6, "s", self.destination),
            ];
            for (code, kind, text) in texts {
                fields.align(8).byte(code).signature(kind).text(text);
            }
            if !self.signature.is_empty() {
                fields.align(8).byte(8).signature("g").signature(self.signature);
            }
        });
        message.align(8);
        let mut bytes = message.into_bytes();
        bytes.extend_from_slice(&body);
        bytes
    }
}

/// How long a message is that begins so.
pub(super) fn length(fixed: &[u8; FIXED]) -> Option<usize> {
    let (mut reader, _) = start(fixed)?;
    let body = usize::try_from(reader.number()?).ok()?;
    reader.number()?;
    let fields = usize::try_from(reader.number()?).ok()?;
    let length = FIXED.checked_add(fields)?.checked_next_multiple_of(8)?.checked_add(body)?;
    (length <= LARGEST).then_some(length)
}

/// Past the first four bytes, and what kind of message it is.
fn start(bytes: &[u8]) -> Option<(Reader<'_>, u8)> {
    let mut reader = Reader::new(bytes, bytes.first() == Some(&b'B'));
    reader.byte()?;
    let kind = reader.byte()?;
    reader.byte()?;
    (reader.byte()? == 1).then_some((reader, kind))
}

/// What came for a call.
pub(super) struct Reply {
    bytes: Vec<u8>,
    /// Where its body begins.
    body: usize,
    /// Of the call.
    pub(super) serial: u32,
    /// The name of the error.
    pub(super) error: Option<String>,
    signature: String,
}

/// What came.
pub(super) enum Received {
    Reply(Reply),
    /// A signal, or a call.
    Other,
}

impl Received {
    /// `None` if the message is broken.
    pub(super) fn parse(bytes: Vec<u8>) -> Option<Self> {
        let (mut reader, kind) = start(&bytes)?;
        let (_body, _serial) = (reader.number()?, reader.number()?);
        let (mut serial, mut error, mut signature) = (None, None, String::new());
        let fields = usize::try_from(reader.number()?).ok()?;
        if !matches!(kind, RETURN | ERROR) {
            return Some(Self::Other);
        }
        let header = bytes.get(..FIXED.checked_add(fields)?)?;
        let mut reader = Reader::new(header, bytes.first() == Some(&b'B'));
        // Past what was read, to the number of bytes that the fields have.
        for _ in 0..3 {
            reader.number()?;
        }
        reader.array(8, |field| {
            field.align(8)?;
            let code = field.byte()?;
            match (code, field.signature()?) {
                (5, "u") => serial = Some(field.number()?),
                (4, "s") => error = Some(field.text()?.to_owned()),
                (8, "g") => field.signature()?.clone_into(&mut signature),
                (_, "s" | "o") => _ = field.text()?,
                (_, "g") => _ = field.signature()?,
                (_, "u") => _ = field.number()?,
                _ => return None,
            }
            Some(())
        })?;
        let body = header.len().next_multiple_of(8);
        let error = (kind == ERROR).then(|| error.unwrap_or_default());
        let serial = serial?;
        Some(Self::Reply(Reply { bytes, body, serial, error, signature }))
    }
}

impl Reply {
    /// The body, if it has values of these types.
    pub(super) fn body(&self, signature: &str) -> Option<Reader<'_>> {
        let body = self.bytes.get(self.body..)?;
        let is_big_endian = self.bytes.first() == Some(&b'B');
        (self.signature == signature).then(|| Reader::new(body, is_big_endian))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests state what must hold")]

    use super::*;

    /// A reply to call 9, with one string.
    fn reply(kind: u8) -> Vec<u8> {
        let mut message = Writer::default();
        message.byte(b'l').byte(kind).byte(1).byte(1).number(9).number(3);
        message.array(8, |fields| {
            fields.align(8).byte(5).signature("u").number(9);
            fields.align(8).byte(8).signature("g").signature("s");
        });
        message.align(8).text("four");
        message.into_bytes()
    }

    #[test]
    fn a_reply_is_read_and_no_part_of_it() {
        let bytes = reply(RETURN);
        let fixed = bytes.get(..FIXED).unwrap().try_into().unwrap();
        assert_eq!(length(&fixed), Some(bytes.len()));
        let parse = |bytes| match Received::parse(bytes).unwrap() {
            Received::Reply(reply) => Some(reply),
            Received::Other => None,
        };
        let whole = parse(bytes.clone()).unwrap();
        assert_eq!((whole.serial, &whole.error), (9, &None));
        assert_eq!(whole.body("s").unwrap().text(), Some("four"));
        assert!(whole.body("o").is_none());
        let error = parse(reply(ERROR)).unwrap();
        assert_eq!(error.error.as_deref(), Some(""));
        assert!(parse(reply(4)).is_none());
        for end in 0..bytes.len() {
            let text = match Received::parse(bytes.get(..end).unwrap().to_vec()) {
                Some(Received::Reply(reply)) => {
                    reply.body("s").and_then(|mut body| body.text().map(str::len))
                }
                _ => None,
            };
            assert_eq!(text, None, "{end}");
        }
    }

    #[test]
    fn no_changed_byte_makes_it_panic() {
        let bytes = reply(RETURN);
        for at in 0..bytes.len() {
            for value in 0..=u8::MAX {
                let mut changed = bytes.clone();
                *changed.get_mut(at).unwrap() = value;
                let fixed = changed.get(..FIXED).unwrap().try_into().unwrap();
                assert!(length(&fixed).is_none_or(|length| length <= LARGEST));
                if let Some(Received::Reply(reply)) = Received::parse(changed) {
                    if let Some(mut body) = reply.body("s") {
                        _ = body.text();
                    }
                }
            }
        }
    }
}
