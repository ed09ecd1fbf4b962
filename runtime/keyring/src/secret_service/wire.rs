//! Values as the D-Bus specification has them in messages, each at a multiple of its alignment.

/// What is written, in the order of little-endian bytes.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn align(&mut self, to: usize) -> &mut Self {
        self.0.resize(self.0.len().next_multiple_of(to), 0);
        self
    }

    pub(super) fn byte(&mut self, byte: u8) -> &mut Self {
        self.0.push(byte);
        self
    }

    pub(super) fn number(&mut self, number: u32) -> &mut Self {
        self.align(4).0.extend_from_slice(&number.to_le_bytes());
        self
    }

    pub(super) fn truth(&mut self, truth: bool) -> &mut Self {
        self.number(truth.into())
    }

    /// A string, or the path of an object.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.number(length(text.len())).0.extend_from_slice(text.as_bytes());
        self.byte(0)
    }

    pub(super) fn signature(&mut self, signature: &str) -> &mut Self {
        self.0.push(u8::try_from(signature.len()).unwrap_or_default());
        self.0.extend_from_slice(signature.as_bytes());
        self.byte(0)
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(length(bytes.len())).0.extend_from_slice(bytes);
        self
    }

    /// An array, of elements with that alignment.
    pub(super) fn array(
        &mut self,
        alignment: usize,
        elements: impl FnOnce(&mut Self),
    ) -> &mut Self {
        self.number(0);
        let before = self.0.len();
        self.align(alignment);
        let start = self.0.len();
        elements(self);
        let count = length(self.0.len().saturating_sub(start));
        if let Some(place) = self.0.get_mut(before.saturating_sub(4)..before) {
            place.copy_from_slice(&count.to_le_bytes());
        }
        self
    }

    pub(super) fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> &mut Self {
        self.array(4, |array| {
            for text in texts {
                array.text(text);
            }
        })
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Messages are far below what does not fit.
fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// What is read. `None` if the bytes are not such a value.
#[derive(Clone, Copy)]
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    is_big_endian: bool,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], is_big_endian: bool) -> Self {
        Self { bytes, at: 0, is_big_endian }
    }

    pub(super) fn align(&mut self, to: usize) -> Option<()> {
        let at = self.at.checked_next_multiple_of(to)?;
        self.at = at;
        (at <= self.bytes.len()).then_some(())
    }

    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let end = self.at.checked_add(count)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        self.align(4)?;
        let bytes = self.take(4)?.try_into().ok()?;
        Some(if self.is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    pub(super) fn truth(&mut self) -> Option<bool> {
        Some(self.number()? != 0)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// A string, or the path of an object.
    pub(super) fn text(&mut self) -> Option<&'b str> {
        let count = self.count()?;
        let text = core::str::from_utf8(self.take(count)?).ok()?;
        (self.byte()? == 0).then_some(text)
    }

    pub(super) fn signature(&mut self) -> Option<&'b str> {
        let count = self.byte()?.into();
        let text = core::str::from_utf8(self.take(count)?).ok()?;
        (self.byte()? == 0).then_some(text)
    }

    pub(super) fn bytes(&mut self) -> Option<&'b [u8]> {
        let count = self.count()?;
        self.take(count)
    }

    /// The elements of an array, one after the other.
    pub(super) fn array<T>(
        &mut self,
        alignment: usize,
        mut element: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = self.count()?;
        self.align(alignment)?;
        let end = self.at.checked_add(count).filter(|end| *end <= self.bytes.len())?;
        let mut elements = Vec::new();
        while self.at < end {
            elements.push(element(self)?);
        }
        (self.at == end).then_some(elements)
    }

    pub(super) fn texts(&mut self) -> Option<Vec<&'b str>> {
        self.array(4, Self::text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests state what must hold")]

    use super::*;

    fn written() -> Vec<u8> {
        let mut writer = Writer::default();
        writer.byte(7).text("a").truth(true).texts(["bc", ""]).signature("a{sv}").bytes(b"xyz");
        writer.array(8, |array| {
            for number in [1, 2] {
                array.align(8).number(number);
            }
        });
        writer.into_bytes()
    }

    fn read(bytes: &[u8], is_big_endian: bool) -> Option<()> {
        let mut reader = Reader::new(bytes, is_big_endian);
        assert_eq!(reader.byte()?, 7);
        assert_eq!(reader.text()?, "a");
        assert!(reader.truth()?);
        assert_eq!(reader.texts()?, ["bc", ""]);
        assert_eq!(reader.signature()?, "a{sv}");
        assert_eq!(reader.bytes()?, b"xyz");
        let pairs = reader.array(8, |reader| {
            reader.align(8)?;
            reader.number()
        })?;
        assert_eq!(pairs, [1, 2]);
        Some(())
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = written();
        assert_eq!(bytes.get(..10).unwrap(), b"\x07\0\0\0\x01\0\0\0a\0");
        assert_eq!(read(&bytes, false), Some(()));
        for end in 0..bytes.len() {
            assert_eq!(read(bytes.get(..end).unwrap(), false), None, "{end}");
        }
    }

    #[test]
    fn an_array_that_is_longer_than_the_message_is_none() {
        for count in [5, 1 << 20, u32::MAX] {
            let mut writer = Writer::default();
            writer.number(count).number(0);
            let bytes = writer.into_bytes();
            assert!(Reader::new(&bytes, false).texts().is_none(), "{count}");
            assert!(Reader::new(&bytes, true).bytes().is_none(), "{count}");
        }
    }
}
