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
use crate::value::about::About;
use crate::value::letters::alphabet::{Alphabet, DOT, OF_KEYS};
use crate::value::letters::signs::begins_with;
use crate::value::letters::table::table;
use crate::value::letters::text::has_word;

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
    const SHORTEST: usize = 43;

    if !begins_with(text, &HEADS) && !has_algorithm(text) {
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

/// Whether its first part names an algorithm, whatever comes before that, as in the first part of each (RFC 7515, section
/// 4.1.1).
fn has_algorithm(text: &str) -> bool {
    let head = if text.starts_with("eyJ") { text.split_once('.') } else { None };
    let head = head.and_then(|(head, _)| decode(head, Encoding::Base64Url));
    matches!(head, Some(bytes) if str::from_utf8(&bytes).is_ok_and(json::is_header))
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

/// Whether it is a token in base64 that says itself when it ends, and has ended: of a registry at AWS, with an `expiration`, and
/// of `JFrog`, `reftkn:01:1706702400:…`, in which zeros are no end.
pub(in crate::value) fn is_over(text: &str, now: SystemTime) -> bool {
    const OF_ECR: &str = "eyJwYXlsb2FkIjoi";
    const OF_JFROG: &str = "cmVmdGtuOj";

    let is_of_ecr = text.starts_with(OF_ECR);
    if !is_of_ecr && !text.starts_with(OF_JFROG) || text.contains('.') {
        return false;
    }
    let Some(bytes) = decode(text, Encoding::Base64) else { return false };
    let Ok(said) = str::from_utf8(&bytes) else { return false };
    let end = if is_of_ecr {
        json::number(said, b"expiration")
    } else {
        said.split(':').nth(2).and_then(|end| end.parse().ok()).filter(|end| *end > 0)
    };
    let end = end.and_then(|end| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(end)));
    end.is_some_and(|end| end <= now)
}

/// One of Apple that is valid for longer than the half a year that Apple allows (its documentation, "Generating
/// developer tokens" and "Creating a client secret").
pub(in crate::value) fn too_long(token: &str, about: &About) -> Option<Doubt> {
    const LONGEST: f64 = 15_777_000.0;

    if !begins_with(token, &HEADS)
        || !has_word(about.provider, |word| word.eq_ignore_ascii_case("apple"))
        || !about.has_name_of(table!("music client_secret"))
    {
        return None;
    }
    let seconds = |path| match claim(token, path) {
        Ok(Some(found)) => found.expose_secret().parse().unwrap_or(f64::NAN),
        _ => f64::NAN,
    };
    let is = seconds(&["exp"]) - seconds(&["iat"]) > LONGEST;
    is.then_some(Doubt::LongToken)
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
    #[cfg(feature = "json")]
    use crate::value::judged::judged_as_it_is;

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

    #[cfg(feature = "json")]
    #[test]
    fn the_first_part_may_begin_with_any_name() {
        // `{"ver":"2","typ":"JWT","alg":"RS256"}`, and `{"ver":"2","key":"k9q"}`.
        let header = "eyJ2ZXIiOiIyIiwidHlwIjoiSldUIiwiYWxnIjoiUlMyNTYifQ";
        let signature = "k9q".repeat(15);
        let expired = format!("{header}.eyJzdWIiOiJ4IiwiZXhwIjowfQ.{signature}");
        let endless = format!("{header}.eyJzdWIiOiJ4In0.{signature}");
        assert_eq!(judged_as_it_is("acme", "ACME_TOKEN", &expired), [Doubt::Expired]);
        assert_eq!(judged_as_it_is("acme", "ACME_TOKEN", &endless), []);
        let cut = format!("{header}.eyJzdWIi");
        assert_eq!(judged_as_it_is("acme", "ACME_TOKEN", &cut), [Doubt::CutToken]);
        let other = "eyJ2ZXIiOiIyIiwia2V5IjoiazlxIn0.k9q";
        assert_eq!(judged_as_it_is("acme", "ACME_TOKEN", other), []);
    }

    #[cfg(feature = "json")]
    #[test]
    fn a_token_of_apple_ends_in_half_a_year() {
        let about = |provider, variable| About::new(provider, Some(variable), ["it", "secret", ""]);
        // `{"iat":1,"exp":15777002}` and `{"iat":2,"exp":15777002}`.
        let signature = "k9q".repeat(15);
        let long = format!("eyJhbGci.eyJpYXQiOjEsImV4cCI6MTU3NzcwMDJ9.{signature}");
        let whole = format!("eyJhbGci.eyJpYXQiOjIsImV4cCI6MTU3NzcwMDJ9.{signature}");
        let of_music = about("apple-music", "APPLE_MUSIC_DEVELOPER_TOKEN");
        assert_eq!(too_long(&long, &of_music), Some(Doubt::LongToken));
        assert_eq!(too_long(&whole, &of_music), None);
        assert_eq!(too_long(&long, &about("apple", "MAPKIT_TOKEN")), None);
        assert_eq!(too_long(&long, &about("acme", "MUSIC_TOKEN")), None);
    }

    #[test]
    fn some_tokens_say_themselves_when_they_end() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        // `{"payload":"k9q","version":"2","type":"DATA_KEY","expiration":1707264000}`, `reftkn:01:1707264000:k9qZm77x` and
        // `reftkn:01:0000000000:k9qZm77x`.
        let of_ecr = "eyJwYXlsb2FkIjoiazlxIiwidmVyc2lvbiI6IjIiLCJ0eXBlIjoiREFUQV9LRVkiLCJleHBpcmF0aW9uIjoxNzA3MjY0MDAwfQ==";
        let of_jfrog = "cmVmdGtuOjAxOjE3MDcyNjQwMDA6azlxWm03N3g=";
        let endless = "cmVmdGtuOjAxOjAwMDAwMDAwMDA6azlxWm03N3g=";
        for (provider, text) in [("ecr", of_ecr), ("artifactory", of_jfrog)] {
            assert!(
                is_over(text, at(1_707_264_000)) && !is_over(text, at(1_707_263_999)),
                "{text}"
            );
            let about = About::new(provider, Some("ACME_TOKEN"), ["it", "secret", ""]);
            let doubts = crate::value::doubts(text, about, at(1_800_000_000));
            assert_eq!(doubts, [Doubt::ExpiredSignature], "{text}");
        }
        for text in [endless, "cmVmdGtuOjAxOmFiYw==", "eyJwYXlsb2FkIjoiazlxIn0="] {
            assert!(!is_over(text, at(1_800_000_000)), "{text}");
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
