//! The lengths in DER (X.690), which tell a key with a changed or a missing letter.

/// Whether every value in it ends where the one around it does. What is not read here (indefinite lengths, long tags)
/// counts as whole. `nested` is the octets of a PKCS#8 key, which are DER again.
pub(in crate::value) fn is_whole(der: &[u8], nested: bool) -> bool {
    are_whole(der, nested, 0)
}

fn are_whole(mut rest: &[u8], nested: bool, depth: u8) -> bool {
    const DEEPEST: u8 = 12;
    const LONG_TAG: u8 = 0x1f;
    const CONSTRUCTED: u8 = 0x20;
    const OCTETS: u8 = 0x04;
    const SEQUENCE: u8 = 0x30;

    if depth > DEEPEST {
        return true;
    }
    while let [tag, behind @ ..] = rest {
        if *tag == 0 {
            return false;
        }
        if tag & LONG_TAG == LONG_TAG {
            return true;
        }
        let (length, behind) = match behind {
            [0x80, ..] => return true,
            [length @ 0..=0x7f, behind @ ..] | [0x81, length, behind @ ..] => {
                (usize::from(*length), behind)
            }
            [0x82, high, low, behind @ ..] => (usize::from(*high) << 8 | usize::from(*low), behind),
            _ => return false,
        };
        let Some((content, after)) = behind.split_at_checked(length) else { return false };
        let is_octets =
            nested && depth == 1 && *tag == OCTETS && content.first() == Some(&SEQUENCE);
        if (tag & CONSTRUCTED != 0 || is_octets)
            && !are_whole(content, nested && !is_octets, depth + 1)
        {
            return false;
        }
        rest = after;
    }
    true
}

/// Whether a key in PKCS #8 says that it is of RSA: the name of that stands near its beginning (RFC 8017, appendix C).
pub(in crate::value) fn is_of_rsa(der: &[u8]) -> bool {
    names(der, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01])
}

/// The same of a curve (RFC 5480, section 2.1.1).
pub(in crate::value) fn is_on_curve(der: &[u8]) -> bool {
    names(der, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01])
}

/// The same of Ed25519 (RFC 8410, section 3).
pub(in crate::value) fn is_of_ed25519(der: &[u8]) -> bool {
    names(der, &[0x06, 0x03, 0x2b, 0x65, 0x70])
}

/// The curves of JSON Web Algorithms (RFC 7518, section 3.4; RFC 8812, section 3.2).
#[derive(Clone, Copy, PartialEq)]
pub(in crate::value) enum Curve {
    P256,
    P384,
    P521,
    K256,
}

/// The curve that a private key names (RFC 5480, section 2.1.1.1; SEC 2, appendix A.2), which may stand at its end.
pub(in crate::value) fn curve(der: &[u8]) -> Option<Curve> {
    const CURVES: [(&[u8], Curve); 4] = [
        (&[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7], Curve::P256),
        (&[6, 5, 0x2b, 0x81, 4, 0, 0x22], Curve::P384),
        (&[6, 5, 0x2b, 0x81, 4, 0, 0x23], Curve::P521),
        (&[6, 5, 0x2b, 0x81, 4, 0, 0x0a], Curve::K256),
    ];

    let is_in = |name: &[u8]| der.windows(name.len()).any(|found| found == name);
    CURVES.iter().find(|(name, _)| is_in(name)).map(|(_, curve)| *curve)
}

fn names(der: &[u8], name: &[u8]) -> bool {
    const LAST_PLACE: usize = 24;

    der.windows(name.len()).take(LAST_PLACE).any(|found| found == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_that_do_not_fit_are_told() {
        // A sequence of a number and octets that hold a sequence.
        let der = [0x30, 9, 2, 1, 0, 4, 4, 0x30, 2, 5, 0];
        assert!(is_whole(&der, true) && is_whole(&der, false));
        for (at, byte) in [(1, 8), (1, 10), (2, 0), (3, 2), (6, 3), (6, 5)] {
            let mut other = der;
            *other.get_mut(at).unwrap() = byte;
            assert!(!is_whole(&other, true), "{at} {byte}");
        }
        let mut other = der;
        *other.get_mut(8).unwrap() = 3;
        assert!(!is_whole(&other, true) && is_whole(&other, false));
        assert!(is_whole(&[0x30, 0x80, 1], true) && is_whole(&[0x3f, 0x81], true));
        assert!(!is_whole(&[0x30, 0x82, 1], true));
        assert!(is_whole(&[0x30, 0x81, 2, 5, 0], true));
    }
}
