//! The outlines of DER (ITU-T X.690): a tag, a length, a value. Nothing is copied while it is read.

use zeroize::Zeroizing;

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const CONTEXT_0: u8 = 0xa0;
pub(crate) const CONTEXT_1: u8 = 0xa1;

/// Values one after another.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    /// The tag of the next value, its content, and all of it.
    fn next(&mut self) -> Option<(u8, &'a [u8], &'a [u8])> {
        let (&tag, behind_tag) = self.0.split_first()?;
        // Tags of more than one byte occur in nothing that is read here.
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (&first, mut rest) = behind_tag.split_first()?;
        let mut length = usize::from(first);
        if first >= 0x80 {
            let count = usize::from(first & 0x7f);
            if count == 0 || count > 4 {
                return None;
            }
            length = 0;
            let (digits, behind) = rest.split_at_checked(count)?;
            for digit in digits {
                length = length.checked_mul(256)?.checked_add(usize::from(*digit))?;
            }
            rest = behind;
        }
        let (content, behind) = rest.split_at_checked(length)?;
        let whole = self.0.get(..self.0.len() - behind.len())?;
        self.0 = behind;
        Some((tag, content, whole))
    }

    /// The content of the next value, if it has this tag; else it stays where it is.
    pub(crate) fn take(&mut self, wanted: u8) -> Option<&'a [u8]> {
        let mut ahead = *self;
        let (tag, content, _) = ahead.next()?;
        if tag != wanted {
            return None;
        }
        *self = ahead;
        Some(content)
    }

    /// The next value with its tag and length.
    pub(crate) fn take_whole(&mut self) -> Option<&'a [u8]> {
        self.next().map(|(_, _, whole)| whole)
    }

    pub(crate) fn inside(&mut self, tag: u8) -> Option<Reader<'a>> {
        self.take(tag).map(Reader)
    }

    /// The next value, which is an integer and not negative, without zeros before it.
    pub(crate) fn unsigned(&mut self) -> Option<&'a [u8]> {
        let mut digits = self.take(INTEGER)?;
        if digits.first().is_none_or(|first| *first >= 0x80) {
            return None;
        }
        while let [0, rest @ ..] = digits {
            digits = rest;
        }
        Some(digits)
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }
}

/// The content of the one sequence that all of `der` is.
pub(crate) fn sequence(der: &[u8]) -> Option<Reader<'_>> {
    let mut reader = Reader(der);
    let inside = reader.inside(SEQUENCE)?;
    reader.is_at_end().then_some(inside)
}

/// A value with these pieces as its content, in a buffer of its size from the start.
pub(crate) fn value(tag: u8, pieces: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    let digits = length.to_be_bytes();
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    let digits = digits.get(zeros..).unwrap_or_default();
    let mut out = Zeroizing::new(Vec::with_capacity(2 + digits.len() + length));
    out.push(tag);
    if length < 0x80 {
        out.push(u8::try_from(length).unwrap_or(0));
    } else {
        out.push(0x80 | u8::try_from(digits.len()).unwrap_or(0));
        out.extend_from_slice(digits);
    }
    for piece in pieces {
        out.extend_from_slice(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for length in [0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x1_0000] {
            let content = vec![7; length];
            let out = value(SEQUENCE, &[&content]);
            assert!(out.len() <= out.capacity());
            assert_eq!(sequence(&out).map(|inside| inside.0), Some(&*content));
            for cut in [0, 1, out.len() / 2, out.len() - 1] {
                assert!(sequence(out.get(..cut).unwrap()).is_none());
            }
        }
    }

    #[test]
    fn nothing_reads_beyond_the_end() {
        for der in [
            &[][..],
            &[0x30],
            &[0x30, 0x80],
            &[0x30, 0x85, 0, 0, 0, 0, 1],
            &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
            &[0x3f, 0x01, 0],
            &[0x30, 2, 0],
        ] {
            assert!(sequence(der).is_none(), "{der:?}");
        }
        assert_eq!(Reader(&[2, 2, 0, 9]).unsigned(), Some(&[9][..]));
        assert_eq!(Reader(&[2, 1, 0x80]).unsigned(), None);
        assert_eq!(Reader(&[2, 0]).unsigned(), None);
    }
}
