//! An RSA key as the library reads it: PKCS#8 (RFC 5958) around PKCS#1 (RFC 8017), in DER.

use zeroize::Zeroizing;

const INTEGER: u8 = 0x02;
const OCTET_STRING: u8 = 0x04;
const SEQUENCE: u8 = 0x30;

const ZERO: [u8; 3] = [INTEGER, 1, 0];

/// `rsaEncryption`, and no parameters.
const RSA: [u8; 15] = [SEQUENCE, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0];

/// PKCS#1 of a private key with two primes: modulus, exponents, primes, their exponents, and the coefficient.
pub(super) fn rsa_private_key(numbers: &[Zeroizing<Vec<u8>>; 8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut members = Vec::with_capacity(8);
    for number in numbers {
        members.push(integer(number)?);
    }
    let mut parts: Vec<&[u8]> = vec![&ZERO];
    for member in &members {
        parts.push(member);
    }
    element(SEQUENCE, &parts)
}

/// PKCS#8 around it.
pub(super) fn pkcs8(rsa_private_key: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let key = element(OCTET_STRING, &[rsa_private_key])?;
    element(SEQUENCE, &[&ZERO, &RSA, &key])
}

/// A public key as certificates have it (RFC 5280).
#[cfg(feature = "jwe-write")]
pub(super) fn rsa_public_key(modulus: &[u8], exponent: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    const BIT_STRING: u8 = 0x03;

    let key = element(SEQUENCE, &[&integer(modulus)?, &integer(exponent)?])?;
    // No bit of the last byte is unused.
    let key = element(BIT_STRING, &[&[0], &key])?;
    element(SEQUENCE, &[&RSA, &key])
}

/// A number that is not negative; `None` if it is zero.
fn integer(number: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let start = number.iter().position(|byte| *byte != 0)?;
    let number = number.get(start..)?;
    let is_negative = number.first().is_some_and(|byte| *byte >= 0x80);
    let sign: &[u8] = if is_negative { &[0] } else { &[] };
    element(INTEGER, &[sign, number])
}

/// In a buffer of its final size; `None` if it is of 64 KiB and more.
fn element(tag: u8, parts: &[&[u8]]) -> Option<Zeroizing<Vec<u8>>> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let [high, low] = u16::try_from(length).ok()?.to_be_bytes();
    let mut element = Zeroizing::new(Vec::with_capacity(4 + length));
    element.push(tag);
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
