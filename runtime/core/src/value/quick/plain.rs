use super::heads::{is_known, is_known_end, may_be_known, may_be_known_end};
use super::look::is_worth_a_look;
use crate::spec::Spec;
use crate::value::encoded::base64;
use crate::value::encoded::hex;
use crate::value::letters::classes::{
    BASE64, HEX, NAME, ends_soon, is_no_end, may_be_of_a_class, of,
};
use crate::value::provider::lengths::{is_odd, may_be_odd};
use crate::value::provider::public::is_of_gpg;

/// Whether nothing about the text calls for a closer look, so nothing is done about nearly every secret. It has signs
/// of keys alone.
///
/// This costs each of them: it is counted in instructions (`.ci/instructions`). So it asks what no other function has to be
/// called for, which holds for few of them, and then no more.
#[inline]
pub(crate) fn is_plain(text: &str, spec: &Spec, variable: Option<&str>) -> bool {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first_chunk::<16>() else { return false };
    let Some(last) = bytes.last_chunk() else { return false };
    let Some(head) = bytes.first_chunk().copied().map(u32::from_le_bytes) else { return false };
    let may_be_odd = may_be_odd(bytes.len())
        || may_be_known(head)
        || may_be_of_a_class(head)
        || may_be_known_end(*last)
        || is_repeated(bytes, first)
        || variable.map_or(0, str::len) == bytes.len()
        || spec.is_looked_at;
    !may_be_odd || is_plain_indeed(text, first, spec, variable)
}

/// The same, by all that tells.
#[inline(never)]
fn is_plain_indeed(text: &str, first: &[u8; 16], spec: &Spec, variable: Option<&str>) -> bool {
    let bytes = text.as_bytes();
    let called = variable.unwrap_or(spec.id);
    // What takes longest is asked last.
    let is_odd = variable == Some(text)
        || is_told_by_ends(bytes, first)
        || is_worth_a_look(bytes, spec, called)
        || may_be_odd(bytes.len()) && (is_of_gpg(bytes) || is_odd(text, spec.provider, called));
    !is_odd
}

/// Whether how the text begins or ends, or that it stands there twice, calls for a closer look, whoever's it is.
#[inline]
fn is_told_by_ends(bytes: &[u8], first: &[u8; 16]) -> bool {
    let [a, b, c, d, ..] = *first;
    matches!(of([a, b, c, d]), Some(classes) if !is_by_chance(classes, bytes))
        || is_known_at_ends(bytes, first)
}

/// The same, but for what may be a key in other digits.
pub(super) fn is_told_but_for_digits(bytes: &[u8], first: &[u8; 16]) -> bool {
    let [a, b, c, d, ..] = *first;
    matches!(of([a, b, c, d]), Some(classes) if !is_by_chance(classes & NAME, bytes) || classes & !GUESSES != 0)
        || is_known_at_ends(bytes, first)
}

#[inline]
fn is_known_at_ends(bytes: &[u8], first: &[u8; 16]) -> bool {
    let Some(last) = bytes.last_chunk() else { return true };
    let [a, b, c, d, ..] = *first;
    is_known([a, b, c, d])
        || may_be_known_end(*last) && is_known_by_end(bytes)
        || is_repeated(bytes, first)
}

/// Whether it ends as something that is known, in a sign, in a line break as two characters, or in the last command of an
/// editor.
#[inline(never)]
fn is_known_by_end(bytes: &[u8]) -> bool {
    let Some(tail) = bytes.last_chunk::<4>() else { return true };
    let [.., before, end] = *tail;
    is_known_end(*tail) || is_no_end(end) || ends_soon(before)
}

/// As in `sk-xxxxxxxxxxxxxxxx`, a text that stands there twice, and two that begin alike.
#[inline]
fn is_repeated(bytes: &[u8], first: &[u8; 16]) -> bool {
    let half = bytes.len() / 2;
    matches!(bytes.get(half - 2..half + 1), Some([a, b, c]) if a == b && b == c)
        || bytes.get(bytes.len() - half..).and_then(<[u8]>::first_chunk::<4>)
            == first.first_chunk::<4>()
}

/// What random letters may be.
const GUESSES: u8 = BASE64 | HEX | NAME;

/// Whether what random letters may be is not what it might be.
#[inline(never)]
fn is_by_chance(classes: u8, bytes: &[u8]) -> bool {
    classes & !GUESSES == 0
        && !(classes & NAME != 0 && may_be_name(bytes))
        && !(classes & BASE64 != 0 && base64::may_hold_key(bytes))
        && !(classes & HEX != 0 && hex::may_hold_key(bytes))
}

/// Whether capitals, digits and `_` go on to the end or to another sign; most keys have a small letter first.
fn may_be_name(bytes: &[u8]) -> bool {
    let is_of_name =
        |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    let other = bytes.iter().find(|byte| !is_of_name(byte));
    other.is_none_or(|byte| !byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::simple;

    fn is_plain_of(provider: &'static str, text: &str) -> bool {
        let spec = Spec::new("key", provider, true, &[]);
        let secret = simple(text);
        secret.is_some_and(|secret| {
            secret.expose_simple().is_some_and(|text| is_plain(text, &spec, Some("A_NAME")))
        })
    }

    fn is_told(text: &str) -> bool {
        !is_plain_of("example", text)
    }

    #[test]
    fn a_sign_is_seen_wherever_it_stands() {
        let key = "k9qZm77xR3vT5yW8".repeat(3);
        assert!(!is_told(&key));
        for at in 0..key.len() {
            for sign in " \n\u{7f}\u{a0}!\"#$%&'()*:;<=>?@{|}~".chars() {
                let mut text = key.clone();
                text.insert(at, sign);
                assert!(is_told(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_known_by_its_end_or_stands_twice_is_seen() {
        for text in [
            "k9qZm77xR3vT5yW8.txt",
            "k9qZm77xR3vT5yW8HERE",
            "k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8",
            "k9qZm77xR3vT5yW8:k9qZm77xR3vT5yW8",
            "k9qZm77xR3vT5yW8,",
            "k9q_Zm77xR3vT5yW8,k9q_7xR3vT5yW8Zm7",
            "k9qZm77xR3vT5yW8\\n",
            "q7k9qxxxxxxxxxxxxxx",
            "e9:7d:1f:0a:93:c5:e8:b2:64",
            "k9qZm77xR3vT5yW8:wq",
            "k9qZm77xR3vT5yW8:q",
            "YQBuAC0AZQB4AGEAbQBwAGwAZQAt",
            "1:k9qZm77xR3vT5yW8",
            "12:k9qZm77xR3vT5yW8",
            "QXVKZ_API_KEYQXVKZ",
            "QXVK_KEY:k9qZm77xR3vT5yW8",
        ] {
            assert!(is_told(text), "{text}");
        }
        assert!(!is_told("ZQKVk9qZm77xR3vT5yW8k9qZm77x"), "four capitals by chance");
        let guid = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";
        assert!(is_plain_of("acme", guid) && !is_plain_of("azure", guid));
        let sid = "AC7d1f0a93c5e84264a0917ac3d5be8246";
        assert!(is_plain_of("acme", sid) && !is_plain_of("twilio", sid));
    }
}
