//! JSON Web Tokens that are not whole, or have expired.

use core::str;
use std::time::{Duration, SystemTime};

use secrecy::ExposeSecret;

use super::encoding::decode;
use super::json;
use crate::Secret;
use crate::format::{extract, no_yaml};
use crate::report::{Doubt, ValueReason};
use crate::spec::{Encoding, Format};
use crate::value::letters::alphabet::{Alphabet, DOT, OF_KEYS};
use crate::value::letters::signs::begins_with;

/// How the first part of one begins in base64: `{"alg`, `{"typ`, `{"kid`, `{"cty`, `{"enc`, `{"x5t`. Keys of some
/// providers are JSON of other names.
const HEADS: [&str; 6] = ["eyJhbGci", "eyJ0eXAi", "eyJraWQi", "eyJjdHki", "eyJlbmMi", "eyJ4NXQi"];

/// A signature has 32 bytes at least (RFC 7518, section 3.1), which are so many letters.
const SHORTEST: usize = 43;

/// Whether the text of these signs is one of three parts, and nothing is the matter with it.
pub(in crate::value) fn is_right(text: &str, signs: Alphabet, now: SystemTime) -> bool {
    begins_with(text, &HEADS)
        && matches!(shape(text), (2, SHORTEST..))
        && of_claims(text, signs.is_within(OF_KEYS | DOT), now).is_none()
}

/// How many dots are in it, and how much stands behind the last.
fn shape(text: &str) -> (usize, usize) {
    let mut dots = 0_usize;
    for byte in text.bytes() {
        dots += usize::from(byte == b'.');
    }
    let last = text.bytes().rev().take_while(|byte| *byte != b'.').count();
    (dots, last)
}

/// Whether a JSON Web Token is not whole, or has expired. It has three parts (RFC 7515, section 3.1), or five (RFC 7516).
/// A signature has 32 bytes at least (RFC 7518, section 3.1).
pub(in crate::value) fn doubt(text: &str, signs: Alphabet, now: SystemTime) -> Option<Doubt> {
    if !begins_with(text, &HEADS) {
        return None;
    }
    let is_of_parts = signs.is_within(OF_KEYS | DOT);
    let is_cut = match shape(text) {
        (2, last) => last < SHORTEST,
        (4, last) => last == 0,
        _ => true,
    };
    if is_of_parts && is_cut {
        return Some(Doubt::CutToken);
    }
    of_claims(text, is_of_parts, now)
}

/// What the claims say.
fn of_claims(text: &str, is_of_parts: bool, now: SystemTime) -> Option<Doubt> {
    match end(text) {
        // The claims begin as an object does, and are none: a letter is missing, or another.
        Err(Spoiled) if is_of_parts && text.split('.').nth(1)?.starts_with("eyJ") => {
            Some(Doubt::CutToken)
        }
        Ok(Some(time)) if time <= now => Some(Doubt::Expired),
        _ => None,
    }
}

/// No claims could be read.
struct Spoiled;

/// The `exp` of a JSON Web Token, in seconds since 1970 (RFC 7519, sections 2 and 4.1.4).
pub(crate) fn expiry(token: &str) -> Option<SystemTime> {
    end(token).unwrap_or_default()
}

fn end(token: &str) -> Result<Option<SystemTime>, Spoiled> {
    let Some(seconds) = claim(token, &["exp"])? else { return Ok(None) };
    let seconds: f64 = seconds.expose_secret().parse().unwrap_or(f64::NAN);
    let Ok(time) = Duration::try_from_secs_f64(seconds) else { return Ok(None) };
    Ok(SystemTime::UNIX_EPOCH.checked_add(time))
}

/// Whether its `role` is that, as Supabase's have one.
pub(in crate::value) fn has_role(token: &str, role: &str) -> bool {
    begins_with(token, &HEADS)
        && matches!(claim(token, &["role"]), Ok(Some(found)) if found.expose_secret() == role)
}

/// Whether it is the middle part of one alone: an end, and who it is of or from.
pub(in crate::value) fn is_middle(text: &str) -> bool {
    let middle = if text.starts_with("eyJ") { decode(text, Encoding::Base64Url) } else { None };
    matches!(middle, Some(bytes) if str::from_utf8(&bytes).is_ok_and(json::are_claims))
}

/// A claim, if the token has three parts and it is among them.
fn claim(token: &str, path: &'static [&'static str]) -> Result<Option<Secret>, Spoiled> {
    let mut parts = token.split('.');
    let (Some(_), Some(claims), Some(_), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Ok(None);
    };
    let claims = decode(claims, Encoding::Base64Url).ok_or(Spoiled)?;
    let claims = str::from_utf8(&claims).map_err(|_| Spoiled)?;
    match extract(Format::Json, no_yaml, claims, &[path]) {
        Ok(mut found) => Ok(found.pop().and_then(Result::ok)),
        Err(ValueReason::JsonSyntax(_)) => Err(Spoiled),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_cut_token(text: &str) -> bool {
        doubt(text, Alphabet::of(text), SystemTime::UNIX_EPOCH) == Some(Doubt::CutToken)
    }

    #[test]
    fn whole_tokens_are_told_from_others() {
        let signature = "k9q".repeat(15);
        for text in [
            "eyJhbGciOiJub25lIn0",
            "eyJhbGci.eyJzdWIi",
            "eyJhbGci.eyJzdWIi.k9qZm77x",
            // A letter is missing, and one is another.
            &format!("eyJhbGci.eyJdWIiOiJ4In0.{signature}"),
            &format!("eyJhbGci.eyJzdWIiOiJ4In1.{signature}"),
        ] {
            assert!(is_cut_token(text), "{text}");
        }
        for text in [
            format!("eyJhbGci.eyJzdWIiOiJ4In0.{signature}"),
            // What is signed need not be JSON.
            format!("eyJhbGci.azlx.{signature}"),
            "eyJhbGci.a.b.c.d".to_owned(),
            // As Grafana gives out.
            "eyJrIjoiazlxWm03N3hSM3ZUNXlXOCJ9".to_owned(),
        ] {
            assert!(!is_cut_token(&text), "{text}");
        }
    }

    #[test]
    fn the_middle_of_a_token_has_claims() {
        // `{"sub":"x","exp":1}` and `{"sub":"x","key":1}`.
        assert!(is_middle("eyJzdWIiOiJ4IiwiZXhwIjoxfQ"));
        for text in ["eyJzdWIiOiJ4Iiwia2V5IjoxfQ", "eyJzdWIiOiJ4IiwiZXhwIjoxfQ.k9q", "eyJk9q"] {
            assert!(!is_middle(text), "{text}");
        }
    }
}
