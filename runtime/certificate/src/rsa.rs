//! The public numbers of RSA.

use crate::der;

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
