//! Decoded text that leaves no copy of itself in memory.

use zeroize::Zeroizing;

/// Where a decoder puts its characters.
pub(super) type Sink<'s> = &'s mut dyn FnMut(char);

/// The text of a scalar: a slice of the document, or a buffer that is wiped.
pub(super) enum Text<'a> {
    Borrowed(&'a str),
    Decoded(Zeroizing<String>),
}

impl Text<'_> {
    /// Runs `decode` twice: to measure, and to fill a buffer of exactly that size.
    ///
    /// A buffer that grew would leave its earlier content behind.
    pub(super) fn decode<E>(decode: &dyn Fn(Sink<'_>) -> Result<(), E>) -> Result<Self, E> {
        let mut size = 0;
        decode(&mut |c| size += c.len_utf8())?;
        let mut text = Zeroizing::new(String::with_capacity(size));
        decode(&mut |c| text.push(c))?;
        if cfg!(test) {
            assert_eq!(text.len(), size, "it grew");
        }
        Ok(Self::Decoded(text))
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Decoded(text) => text,
        }
    }
}
