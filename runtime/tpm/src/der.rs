//! As much of DER as keys and files of TPMs need.

const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OID: u8 = 0x06;
const SEQUENCE: u8 = 0x30;

/// `rsaEncryption`, and no parameters.
const RSA: [u8; 15] = [SEQUENCE, 13, OID, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0];

/// A public key as certificates have it (RFC 5280).
pub(crate) fn rsa_public_key(modulus: &[u8], exponent: &[u8]) -> Option<Vec<u8>> {
    let key = element(SEQUENCE, &[&integer(modulus)?, &integer(exponent)?])?;
    // No bit of the last byte is unused.
    let key = element(BIT_STRING, &[&[0], &key])?;
    element(SEQUENCE, &[&RSA, &key])
}

/// A number that is not negative; `None` if it is zero.
fn integer(number: &[u8]) -> Option<Vec<u8>> {
    let start = number.iter().position(|byte| *byte != 0)?;
    let number = number.get(start..)?;
    let is_negative = number.first().is_some_and(|byte| *byte >= 0x80);
    let sign: &[u8] = if is_negative { &[0] } else { &[] };
    element(INTEGER, &[sign, number])
}

/// `None` if it is of 64 KiB and more.
fn element(tag: u8, parts: &[&[u8]]) -> Option<Vec<u8>> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let [high, low] = u16::try_from(length).ok()?.to_be_bytes();
    let mut element = vec![tag];
    match (high, low) {
        (0, ..0x80) => element.push(low),
        (0, _) => element.extend([0x81, low]),
        _ => element.extend([0x82, high, low]),
    }
    for part in parts {
        element.extend_from_slice(part);
    }
    Some(element)
}

/// The elements of a sequence, read from the front.
pub(crate) struct Elements<'d>(&'d [u8]);

impl<'d> Elements<'d> {
    /// Those of the one sequence that the bytes are.
    pub(crate) fn of_sequence(bytes: &'d [u8]) -> Option<Self> {
        let mut outer = Self(bytes);
        let inner = outer.next(SEQUENCE)?;
        outer.is_empty().then_some(Self(inner))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn oid(&mut self) -> Option<&'d [u8]> {
        self.next(OID)
    }

    pub(crate) fn octets(&mut self) -> Option<&'d [u8]> {
        self.next(OCTET_STRING)
    }

    /// A number of at most 32 bits.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number: u32 = 0;
        let bytes = self.next(INTEGER)?;
        // One byte more where the first bit would be a sign.
        let bytes = bytes.strip_prefix(&[0]).unwrap_or(bytes);
        for byte in bytes {
            number = number.checked_mul(256)?.checked_add((*byte).into())?;
        }
        Some(number)
    }

    pub(crate) fn boolean(&mut self) -> Option<bool> {
        match self.next(BOOLEAN)? {
            [byte] => Some(*byte != 0),
            _ => None,
        }
    }

    pub(crate) fn sequence(&mut self) -> Option<Self> {
        self.next(SEQUENCE).map(Self)
    }

    /// The content of `[number] EXPLICIT`, if it is the next; `None` if it is not.
    pub(crate) fn tagged(&mut self, number: u8) -> Option<Self> {
        self.next(0xA0 | number).map(Self)
    }

    /// The content of the next element, if it has that tag.
    fn next(&mut self, tag: u8) -> Option<&'d [u8]> {
        let (found, rest) = self.0.split_first()?;
        if *found != tag {
            return None;
        }
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            ..=0x7F => (usize::from(*first), rest),
            0x81 => rest.split_first().map(|(length, rest)| (usize::from(*length), rest))?,
            0x82 => {
                let (length, rest) = rest.split_at_checked(2)?;
                (usize::from(u16::from_be_bytes(length.try_into().ok()?)), rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(content)
    }
}
