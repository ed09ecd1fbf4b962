//! Shamir's secret sharing over the field of AES, byte by byte, as Vault has it: the values at a point, and the point as
//! the last byte.
//!
//! Crates of this kind put the point first, or use another field.

use zeroize::Zeroizing;

/// The secret, which is the value at 0; `None` if the shares cannot be of one secret.
pub(super) fn combine(shares: &[Zeroizing<Vec<u8>>]) -> Option<Zeroizing<Vec<u8>>> {
    let length = shares.first()?.len().checked_sub(1)?;
    let mut points = Vec::with_capacity(shares.len());
    for share in shares {
        let point = *share.get(length)?;
        if share.len() != length + 1 || point == 0 || points.contains(&point) {
            return None;
        }
        points.push(point);
    }
    let mut secret = Zeroizing::new(vec![0; length]);
    for (share, point) in shares.iter().zip(&points) {
        // Lagrange's basis polynomial of this point, at 0.
        let mut basis = 1;
        for other in points.iter().filter(|other| *other != point) {
            basis = times(basis, times(*other, inverse(other ^ point)));
        }
        for (byte, value) in secret.iter_mut().zip(share.iter()) {
            *byte ^= times(*value, basis);
        }
    }
    Some(secret)
}

/// A share for each of that many people, any `threshold` of which make the secret. `random` fills a buffer.
#[cfg(feature = "sops-write")]
pub(super) fn split(
    secret: &[u8],
    count: u8,
    threshold: u8,
    random: &mut dyn FnMut(&mut [u8]),
) -> Vec<Zeroizing<Vec<u8>>> {
    let mut shares = Vec::with_capacity(count.into());
    for point in 1..=count {
        let mut share = Zeroizing::new(vec![0; secret.len() + 1]);
        if let Some(last) = share.last_mut() {
            *last = point;
        }
        shares.push(share);
    }
    let mut more = Zeroizing::new(vec![0; usize::from(threshold.saturating_sub(1))]);
    for (at, byte) in secret.iter().enumerate() {
        random(&mut more);
        for (share, point) in shares.iter_mut().zip(1..=count) {
            // Horner: the secret is the value at 0.
            let value = more.iter().fold(0, |sum, factor| times(sum ^ factor, point)) ^ byte;
            if let Some(place) = share.get_mut(at) {
                *place = value;
            }
        }
    }
    shares
}

/// A product modulo x^8 + x^4 + x^3 + x + 1, in the same time for all factors.
fn times(left: u8, right: u8) -> u8 {
    let mut product = 0_u8;
    for bit in (0..8).rev() {
        let carry = (product >> 7).wrapping_neg() & 0x1b;
        product = (product << 1) ^ carry ^ ((right >> bit & 1).wrapping_neg() & left);
    }
    product
}

/// The 254th power.
fn inverse(value: u8) -> u8 {
    let (mut power, mut result) = (value, 1);
    for _ in 0..7 {
        power = times(power, power);
        result = times(result, power);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_that_of_aes() {
        assert_eq!(times(0x57, 0x83), 0xc1, "FIPS 197, 4.2");
        for value in 1..=255 {
            assert_eq!(times(value, inverse(value)), 1);
        }
    }

    #[cfg(feature = "sops-write")]
    #[test]
    fn any_that_reach_the_threshold_make_the_secret() {
        let mut next = 0_u8;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                next = next.wrapping_mul(5).wrapping_add(97);
                *byte = next;
            }
        };
        let shares = split(b"secret", 4, 3, &mut random);
        for skipped in 0..4 {
            let mut three = shares.clone();
            three.remove(skipped);
            assert_eq!(**combine(&three).unwrap(), *b"secret");
            assert_ne!(**combine(&three[1..]).unwrap(), *b"secret");
        }
    }

    #[test]
    fn shares_of_a_line() {
        // 7 + 9x at 1, 2 and 5.
        let share = |point| Zeroizing::new(vec![7 ^ times(9, point), point]);
        for points in [[1, 2], [5, 1], [2, 5]] {
            assert_eq!(**combine(&points.map(share)).unwrap(), [7]);
        }
        assert_eq!(**combine(&[1, 2, 5].map(share)).unwrap(), [7]);
        assert!(combine(&[1, 1].map(share)).is_none());
        assert!(combine(&[]).is_none());
    }
}
