use std::ops::Range;

use super::names::{is_plain_number, is_secret_name};
use super::words::{is_key_char, words};
use super::{entropy, prefixes};
use crate::chars::{all, any, begins_with, leading, trailing};
use crate::names;

/// The last word of a key whose value is public, however random.
const PUBLIC_NAMES: [&str; 6] = ["id", "sha256", "digest", "hash", "checksum", "fingerprint"];

/// What a text looks like, if it looks like a secret.
pub(crate) fn find(text: &str) -> Option<&'static str> {
    find_known(text).or_else(|| entropy::find(text).then_some("long random text"))
}

/// As [`find`], for the value of that key.
pub(crate) fn find_in(key: &str, text: &str) -> Option<&'static str> {
    let public =
        || names::words(key).last().is_some_and(|last| PUBLIC_NAMES.contains(&last.as_str()));
    if let Some(found) = find(text) {
        if !public() || find_known(text).is_some() {
            return Some(found);
        }
    }
    let is_uri = key == PKCS11_URI;
    for (at, word) in words(text) {
        let is_token = is_uri && word.starts_with("token=") || is_token_of_pkcs11(text, at, word);
        if let Some(found) = assigned(word).filter(|_| !is_token) {
            return Some(found);
        }
    }
    None
}

/// Whether it is the ID of an access key of AWS alone, which is the name of its user and no secret.
pub(crate) fn is_id_of_access_key(text: &str) -> bool {
    let is_of_id = |c: char| c.is_ascii_uppercase() || matches!(c, '2'..='7');
    text.len() == 20
        && (text.starts_with("AKIA") || text.starts_with("ASIA"))
        && all(text, is_of_id)
}

/// As [`find`], by its form alone: long random text is none.
pub(crate) fn find_known(text: &str) -> Option<&'static str> {
    // Most text of a manifest is shorter than any key.
    if text.len() < prefixes::MIN_BYTES && !any(text, |c| matches!(c, ':' | ' ')) {
        return None;
    }
    if is_private_key(text) {
        return Some("a private key");
    }
    let mut before = "";
    for (_, word) in words(text) {
        let found = prefixes::find(word).or_else(|| in_url(word));
        if let Some(found) = found.or_else(|| in_header(before, word)) {
            return Some(found);
        }
        before = word;
    }
    None
}

/// `PASSWORD=...`, `--token=...`.
pub(super) fn assigned(word: &str) -> Option<&'static str> {
    if let Some(found) = pin_value(word) {
        return Some(found);
    }
    let (name, value) = word.split_once('=')?;
    let (_, name) = trailing(name, is_key_char);
    is_secret_of(name, value).then_some("its name says so")
}

/// `?pin-value=...` of a PKCS#11 URI.
fn pin_value(word: &str) -> Option<&'static str> {
    let mut attributes = word.split(['?', '&']).filter_map(|each| each.split_once('='));
    let is_pin = |(name, value): (&str, &str)| {
        name.eq_ignore_ascii_case("pin-value") && !is_placeholder(value)
    };
    attributes.any(is_pin).then_some("a PIN in `pin-value`")
}

/// The key of a manifest that has such a URI.
const PKCS11_URI: &str = "pkcs11_uri";

/// Whether the word there is the `token=` of a PKCS#11 URI, which is the name of a device (RFC 7512, section 2.3).
pub(super) fn is_token_of_pkcs11(text: &str, at: usize, word: &str) -> bool {
    const SCHEME: &str = "pkcs11:";

    let (name, _) = word.split_once('=').unwrap_or((word, ""));
    if let Some(name) = name.rsplit(SCHEME).next().filter(|rest| rest.len() < name.len()) {
        return name == "token";
    }
    // Asked first, because a line may be long.
    if name != "token" {
        return false;
    }
    let before = text.get(..at).unwrap_or_default();
    let behind = |sign: &str| before.rsplit(sign).next().filter(|rest| rest.len() < before.len());
    let ends_uri = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    // A URI without its scheme is one all the same where its key says so.
    let of_key = behind(PKCS11_URI).map(|rest| rest.trim_start_matches(ENDS_KEY));
    let uri = behind(SCHEME).or(of_key);
    uri.is_some_and(|uri| !any(uri, ends_uri))
}

/// What stands between a key and its value.
const ENDS_KEY: [char; 4] = [':', ' ', '"', '\''];

/// Whether a name says that the value beside it is a secret, and the value may be one.
fn is_secret_of(name: &str, value: &str) -> bool {
    // Another parameter of a URL may follow.
    let (first, _) = leading(value.trim(), |c| c != '&');
    let is_plain = is_plain_number(name, first) || matches!(first, "true" | "false");
    is_secret_name(name) && !is_placeholder(value) && !is_plain
}

/// `password: ...`, pasted as a text of its own.
pub(crate) fn is_named(text: &str) -> bool {
    let (name, value) = text.split_once(": ").unwrap_or_default();
    is_secret_of(name, value) && all(name, is_key_char) && !value.trim().contains(' ')
}

/// What stands for a secret, and what is none: `${TOKEN}`, `<your key>`.
pub(super) fn is_placeholder(value: &str) -> bool {
    value.is_empty() || begins_with(value, "${<%*=")
}

pub(super) fn is_private_key(text: &str) -> bool {
    // `-----BEGIN RSA PRIVATE KEY-----`: the name is a few words in capitals.
    const MAX: usize = 64;

    for header in &["-----BEGIN ", "-----END "] {
        for (i, _) in text.match_indices(*header) {
            let rest = text.get(i + header.len()..).unwrap_or_default();
            let rest = rest.get(..MAX).unwrap_or(rest);
            let (name, _) = leading(rest, |c| c.is_ascii_uppercase() || c == ' ');
            if name.contains("PRIVATE KEY") {
                return true;
            }
        }
    }
    false
}

pub(crate) const URL_WITH_PASSWORD: &str = "a URL with a password";

/// What stands in a URL for the parts of a `basic` credential.
pub(crate) const PLACEHOLDERS: [&str; 2] = ["{username}", "{password}"];

/// `scheme://user:password@host`.
pub(crate) fn password_in_url(word: &str) -> Option<&'static str> {
    let user = word.get(users_of_urls(word).first()?.clone())?;
    let (_, password) = user.split_once(':')?;
    let is_one = !password.is_empty() && !PLACEHOLDERS.contains(&password);
    is_one.then_some(URL_WITH_PASSWORD)
}

/// What stands before the `@` of each URL: a name, a password or, as often, a token.
pub(crate) fn users_of_urls(text: &str) -> Vec<Range<usize>> {
    let mut users = Vec::new();
    for (at, separator) in text.match_indices("://") {
        let start = at + separator.len();
        let rest = text.get(start..).unwrap_or_default();
        // A slash ends each, so that none is read twice.
        let (authority, _) =
            leading(rest, |c| !matches!(c, '/' | '?' | '#' | '"') && !c.is_ascii_whitespace());
        if let Some(user) = authority.rfind('@') {
            users.push(start..start + user);
        }
    }
    users
}

/// The parameters of URLs that are secrets if they are long; `key` may also be a word.
const LONG_PARAMETERS: [&str; 5] = ["key", "apikey", "sig", "signature", "auth"];

pub(super) fn in_url(word: &str) -> Option<&'static str> {
    // Every word of a manifest is asked.
    if !any(word, |c| matches!(c, '@' | '?')) {
        return None;
    }
    password_in_url(word).or_else(|| parameter_of_url(word))
}

/// `?api_key=...`, `&token=...`.
fn parameter_of_url(word: &str) -> Option<&'static str> {
    let (_, query) = word.split_once('?')?;
    for parameter in query.split(['&', '#']) {
        let (name, value) = parameter.split_once('=').unwrap_or_default();
        if name == "token" && word.starts_with("pkcs11:") {
            continue;
        }
        let is_long = value.len() >= 12
            && LONG_PARAMETERS.iter().any(|long| name.eq_ignore_ascii_case(long))
            && !is_placeholder(value);
        if is_long || is_secret_of(name, value) {
            return Some("a URL with a key");
        }
    }
    None
}

/// `Bearer ...` and `Basic ...`, but not "basic authentication".
pub(super) fn in_header(before: &str, word: &str) -> Option<&'static str> {
    let (_, scheme) = leading(before, |c| !c.is_ascii_alphanumeric());
    let what = if scheme.eq_ignore_ascii_case("bearer") {
        "a bearer token"
    } else if scheme.eq_ignore_ascii_case("basic") {
        "a password in an `Authorization` header"
    } else {
        return None;
    };
    let mut tail = word.chars();
    tail.next();
    let unlike_a_word = any(word, |c| c.is_ascii_digit())
        || word.ends_with('=')
        || any(tail.as_str(), |c| c.is_ascii_uppercase()) && any(word, |c| c.is_ascii_lowercase());
    (word.len() >= 6 && unlike_a_word && !is_placeholder(word)).then_some(what)
}
