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

/// What the primes of a private key tell.
pub(crate) struct Shape {
    /// Two primes of one length, and a modulus of 2048, 3072 or 4096 bits, as all tools make them: those that ring
    /// takes.
    pub(crate) is_common: bool,
}

/// `None` if the primes of a private key (RFC 8017, appendix A.1.2) cannot be those of its modulus, by their lengths.
pub(crate) fn shape(inner: &[u8], modulus: &[u8]) -> Option<Shape> {
    let mut numbers = der::sequence(inner)?;
    let is_of_two = numbers.unsigned()?.is_empty();
    // The public numbers and the private exponent.
    for _ in 0..3 {
        numbers.take(INTEGER)?;
    }
    let (first, second) = (length(numbers.unsigned()?)?, length(numbers.unsigned()?)?);
    let whole = length(modulus)?;
    if is_of_two && ![whole, whole + 1].contains(&(first + second)) {
        return None;
    }
    let is_common = is_of_two && first == second && matches!(whole, 2048 | 3072 | 4096);
    Some(Shape { is_common })
}

/// Whether it is odd, not less than 65537, and has no more than 33 bits: those that ring takes.
pub(crate) fn is_common_exponent(exponent: &[u8]) -> bool {
    let value = exponent.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    exponent.len() <= 5 && (65_537..1 << 33).contains(&value) && value % 2 == 1
}
