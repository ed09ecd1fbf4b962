//! What platforms make people wrap binary secrets in (RFC 4648).

use zeroize::Zeroizing;

use crate::spec::Encoding;

/// The bytes; `None` if the text is not in the encoding, strictly: every sign is one of its alphabet, the length is
/// whole, and bits that are left over are zero. Line breaks, with which tools wrap base64, are skipped.
pub(crate) fn decode(text: &str, encoding: Encoding) -> Option<Zeroizing<Vec<u8>>> {
    match encoding {
        Encoding::Hex => hex(text),
        Encoding::Base64 => base64(text, &SEXTETS, true),
        Encoding::Base64Url => base64(text, &OF_URLS, false),
    }
}

fn hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    // Of its final size: one that grew would leave its content behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 2));
    let mut high = None;
    for c in text.chars() {
        if is_break(c) {
            continue;
        }
        let digit = u8::try_from(c.to_digit(16)?).ok()?;
        match high.take() {
            None => high = Some(digit),
            Some(high) => bytes.push(high << 4 | digit),
        }
    }
    if high.is_none() { Some(bytes) } else { None }
}

fn base64(text: &str, sextets: &[u8; 256], is_padded: bool) -> Option<Zeroizing<Vec<u8>>> {
    // Of more than its final size, for the same reason.
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 4 * 3 + 3));
    let (mut data, mut padding) = (0_usize, 0_usize);
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        // Of most texts, four letters at a time.
        if let Some((three, behind)) =
            three_bytes(rest, sextets).filter(|_| held == 0 && padding == 0)
        {
            bytes.extend_from_slice(&three);
            data += 4;
            rest = behind;
            continue;
        }
        rest = behind;
        let byte = *byte;
        // Never out of bounds, which the compiler sees.
        match sextets.get(usize::from(byte)) {
            Some(sextet) if *sextet != NONE && padding == 0 => {
                data += 1;
                bits = bits << 6 | u32::from(*sextet);
                held += 6;
                if held >= 8 {
                    held -= 8;
                    bytes.push((bits >> held & 0xff) as u8);
                }
            }
            _ if byte == b'=' => padding += 1,
            _ if is_break(char::from(byte)) => {}
            _ => return None,
        }
    }
    let is_whole = match data % 4 {
        0 => padding == 0,
        1 => false,
        rest => padding == 4 - rest || padding == 0 && !is_padded,
    };
    let is_rest_zero = bits & ((1 << held) - 1) == 0;
    if is_whole && is_rest_zero { Some(bytes) } else { None }
}

/// What the first four letters stand for, and what comes behind them.
#[inline]
fn three_bytes<'t>(letters: &'t [u8], sextets: &[u8; 256]) -> Option<([u8; 3], &'t [u8])> {
    let (four, behind) = letters.split_first_chunk::<4>()?;
    let (mut bits, mut all) = (0, 0);
    for letter in four {
        let sextet = *sextets.get(usize::from(*letter))?;
        bits = bits << 6 | u32::from(sextet);
        all |= sextet;
    }
    // Of what is no letter, all bits are set.
    if all & 0xc0 != 0 {
        return None;
    }
    let [_, a, b, c] = bits.to_be_bytes();
    Some(([a, b, c], behind))
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// What no letter of base64 stands for.
const NONE: u8 = u8::MAX;

/// Six bits for each letter of base64.
static SEXTETS: [u8; 256] =
    sextets(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
/// The same of base64url.
static OF_URLS: [u8; 256] =
    sextets(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn sextets(letters: &[u8; 64]) -> [u8; 256] {
    let mut sextets = [NONE; 256];
    let mut sextet = 0_u8;
    while (sextet as usize) < letters.len() {
        sextets[letters[sextet as usize] as usize] = sextet;
        sextet += 1;
    }
    sextets
}

#[allow(clippy::indexing_slicing, reason = "a byte is no index out of bounds")]
pub(in crate::value) const fn sextet(byte: u8) -> Option<u8> {
    match SEXTETS[byte as usize] {
        NONE => None,
        sextet => Some(sextet),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
        decode(text, encoding).map(|bytes| bytes.to_vec())
    }

    #[test]
    fn vectors_of_rfc_4648() {
        for (plain, base64, hex) in [
            ("", "", ""),
            ("f", "Zg==", "66"),
            ("fo", "Zm8=", "666F"),
            ("foo", "Zm9v", "666F6F"),
            ("foob", "Zm9vYg==", "666F6F62"),
            ("fooba", "Zm9vYmE=", "666F6F6261"),
            ("foobar", "Zm9vYmFy", "666F6F626172"),
        ] {
            let plain = Some(plain.as_bytes().to_vec());
            assert_eq!(decoded(base64, Encoding::Base64), plain);
            assert_eq!(decoded(base64, Encoding::Base64Url), plain);
            assert_eq!(decoded(base64.trim_end_matches('='), Encoding::Base64Url), plain);
            assert_eq!(decoded(hex, Encoding::Hex), plain);
            assert_eq!(decoded(&hex.to_lowercase(), Encoding::Hex), plain);
        }
        assert_eq!(decoded("+/+/", Encoding::Base64), Some(vec![0xfb, 0xff, 0xbf]));
        assert_eq!(decoded("-_-_", Encoding::Base64Url), Some(vec![0xfb, 0xff, 0xbf]));
        assert_eq!(decoded("Zm9v\r\nYmFy\n", Encoding::Base64), Some(b"foobar".to_vec()));
    }

    #[test]
    fn what_is_not_strictly_so_is_refused() {
        for text in [
            "Zg",
            "Zg=",
            "Zg===",
            "Z",
            "Zh==",
            "Zm9=",
            "Zm 9v",
            "Zm9v=",
            "=",
            "====",
            "Z=g=",
            "-_-_",
            "Zm9v\u{e9}",
        ] {
            assert_eq!(decoded(text, Encoding::Base64), None, "{text}");
        }
        for text in ["Zg=", "Z", "Zh", "+/+/", "Zg===", "Z=g="] {
            assert_eq!(decoded(text, Encoding::Base64Url), None, "{text}");
        }
        for text in ["6", "6g", "0x66", "66 6F"] {
            assert_eq!(decoded(text, Encoding::Hex), None, "{text}");
        }
    }
}
