//! Certificates that have expired, by their own text (RFC 5280, section 4.1.2.5).

use core::str;
use std::time::{Duration, SystemTime};

use super::encoding::decode;
use crate::spec::Encoding;
use crate::value::about::About;
use crate::value::copied::sas::day;
use crate::value::letters::table::table;
use crate::value::letters::text::{all, is_digit};

/// Whether the first one is over, where its name asks for what a server or a client shows in TLS. Of an authority, programs may
/// not look at the time, and what signs for SAML is compared as it is.
pub(in crate::value) fn is_over(text: &str, about: &About, now: SystemTime) -> bool {
    const SHOWN: &[u8] = table!("tls mtls ssl https server client");
    const OTHERS: &[u8] = table!(
        "ca root roots trust trusted truststore saml idp sp pinned old previous legacy expired dev test signing"
    );

    let is_shown = about.has_word(SHOWN) && !about.has_word(OTHERS);
    is_shown && matches!(end(text), Some(end) if end <= now)
}

/// When the first certificate in PEM ends.
fn end(text: &str) -> Option<SystemTime> {
    let (_, block) = text.split_once("-----BEGIN CERTIFICATE-----")?;
    let der = decode(block.split("-----").next()?, Encoding::Base64)?;
    let (_, certificate, _) = value(&der)?;
    let (_, signed, _) = value(certificate)?;
    let (tag, _, behind) = value(signed)?;
    // The version, which the first lack.
    let rest = if tag == 0xa0 { value(behind)?.2 } else { behind };
    let (_, _, rest) = value(rest)?;
    let (_, _, rest) = value(rest)?;
    let (_, validity, _) = value(rest)?;
    let (_, _, rest) = value(validity)?;
    let (tag, time, _) = value(rest)?;
    let seconds = seconds(tag, str::from_utf8(time).ok()?)?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

/// The first value in DER (X.690, section 8.1): its tag, what is in it, and what stands behind it.
fn value(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, length, behind) = match der {
        [tag, length @ 0..=0x7f, behind @ ..] | [tag, 0x81, length, behind @ ..] => {
            (*tag, usize::from(*length), behind)
        }
        [tag, 0x82, high, low, behind @ ..] => {
            (*tag, usize::from(*high) << 8 | usize::from(*low), behind)
        }
        _ => return None,
    };
    let (content, rest) = behind.split_at_checked(length)?;
    Some((tag, content, rest))
}

/// `YYMMDDHHMMSSZ`, or four digits for the year, which have another tag.
fn seconds(tag: u8, time: &str) -> Option<u64> {
    const OF_TWO_DIGITS: u8 = 0x17;

    let digits = time.strip_suffix('Z')?;
    let of_year = if tag == OF_TWO_DIGITS { 2 } else { 4 };
    if digits.len() != of_year + 10 || !all(digits, is_digit) {
        return None;
    }
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u64>().ok();
    let year = match number(0, of_year)? {
        year @ 0..50 if of_year == 2 => year + 2000,
        year if of_year == 2 => year + 1900,
        year => year,
    };
    let part = |at: usize| number(of_year + 2 * at, of_year + 2 * at + 2);
    let days = day(year, part(0)?, part(1)?)?;
    Some(((days * 24 + part(2)?) * 60 + part(3)?) * 60 + part(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate that has nothing but what stands before its end, and that: made with these two times.
    const SHORT: &str = "-----BEGIN CERTIFICATE-----\nMC4wLKADAgECAgEHMAAwADAeFw0yMjA1MDEwMDAwMDBaFw0yMzA1MDEwMDAwMDBa\n-----END CERTIFICATE-----\n";

    fn about(variable: &'static str) -> About {
        About::new("acme", Some(variable), ["it", "secret", ""])
    }

    #[test]
    fn a_certificate_says_when_it_ends() {
        let end = SystemTime::UNIX_EPOCH + Duration::from_secs(1_682_899_200);
        let second = Duration::from_secs(1);
        for variable in ["MTLS_CLIENT_CERT", "TLS_CERT", "SERVER_CRT"] {
            assert!(is_over(SHORT, &about(variable), end), "{variable}");
            assert!(!is_over(SHORT, &about(variable), end - second), "{variable}");
        }
        for variable in ["TLS_CA_CERT", "SAML_TLS_CERT", "SIGNING_CERT", "CLIENTELE_CERT"] {
            assert!(!is_over(SHORT, &about(variable), end), "{variable}");
        }
        for text in ["", "-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----"] {
            assert!(!is_over(text, &about("TLS_CERT"), end), "{text}");
        }
    }

    #[test]
    fn times_are_read_in_both_forms() {
        for (tag, time, expected) in [
            (0x17, "700101000000Z", Some(0)),
            (0x17, "240301000000Z", Some(1_709_251_200)),
            (0x18, "20240131080001Z", Some(1_706_688_001)),
            (0x17, "20240131080001Z", None),
            (0x17, "490101000000Z", Some(2_493_072_000)),
            (0x17, "500101000000Z", None),
            (0x17, "241301000000Z", None),
            (0x17, "2401010000Z", None),
            (0x18, "99991231235959Z", Some(253_402_300_799)),
        ] {
            assert_eq!(seconds(tag, time), expected, "{time}");
        }
    }
}
