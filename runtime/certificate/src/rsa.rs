//! The numbers of RSA.

use crate::der::{self, INTEGER};

/// The modulus and the exponent (RFC 8017, appendix A.1.1), without zeros before them.
pub(crate) fn numbers(bits: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut numbers = der::sequence(bits)?;
    Some((numbers.unsigned()?, numbers.unsigned()?))
}

/// The length of a modulus in bits.
pub(crate) fn length(modulus: &[u8]) -> Option<usize> {
    let zeros = modulus.first()?.leading_zeros() as usize;
    Some(modulus.len() * 8 - zeros)
}

/// The first prime of a private key (RFC 8017, appendix A.1.2).
pub(crate) fn first_prime(inner: &[u8]) -> Option<&[u8]> {
    let mut numbers = der::sequence(inner)?;
    // The version, the public numbers and the private exponent.
    for _ in 0..4 {
        numbers.take(INTEGER)?;
    }
    numbers.unsigned()
}
