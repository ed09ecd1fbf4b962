//! Long text that looks drawn at random.

use super::tpm_name::is_tpm_name;
use super::words::words;
use crate::chars::{all, begins_with, leading, without};

/// Shorter text is a name or an ID as often as a key.
const MIN_CHARS: usize = 32;

/// Up to 40 digits a hexadecimal number is an ID or a digest (MD5, SHA-1).
const MIN_HEX: usize = 48;

pub(super) fn find(text: &str) -> bool {
    // Certificates and public keys are random and meant to be seen.
    if text.len() < MIN_CHARS || text.contains("-----BEGIN ") {
        return false;
    }
    for (_, word) in words(text) {
        if is_random_word(word) {
            return true;
        }
    }
    false
}

/// Whether a word has a random part; paths and the paths of URLs have none that matter.
pub(super) fn is_random_word(word: &str) -> bool {
    // Names of resources at Amazon are long and public.
    let is_arn = word.starts_with("arn:");
    if word.len() < MIN_CHARS || is_arn || is_path(word) || is_host(word) || is_public(word) {
        return false;
    }
    let checked = match word.split_once("://") {
        Some((_, url)) => url.split_once(['?', '#']).map_or("", |(_, query)| query),
        None => word,
    };
    let mut rest = checked;
    while !rest.is_empty() {
        let (token, others) = leading(rest, is_of_token);
        if !is_path(token) && is_random(token) {
            return true;
        }
        (_, rest) = leading(others, |c| !is_of_token(c));
    }
    false
}

/// The keys that issuers give out to be seen.
const PUBLIC: [&str; 10] = [
    "phc_",
    "pk_live_",
    "pk_test_",
    "pk-lf-",
    "pk.eyJ",
    "sb_publishable_",
    "FLWPUBK-",
    "FLWPUBK_TEST-",
    "pub-c-",
    "sq0idp-",
];

fn is_public(word: &str) -> bool {
    PUBLIC.iter().any(|prefix| word.starts_with(prefix))
}

fn is_of_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '_' | '-')
}

fn is_path(word: &str) -> bool {
    begins_with(word, "/~\\")
        || word.starts_with("./")
        || word.starts_with("../")
        || word.contains('\\')
}

/// Client IDs of OAuth are host names.
fn is_host(word: &str) -> bool {
    [".com", ".net", ".io", ".org", ".dev", ".ai", ".app"].iter().any(|tail| word.ends_with(tail))
}

fn is_random(token: &str) -> bool {
    is_random_from(MIN_CHARS, token)
}

/// Whether a text of at least so many letters and digits looks drawn at random.
pub(super) fn is_random_from(least: usize, token: &str) -> bool {
    let token = without(token, |c| !c.is_ascii_alphanumeric());
    if is_tpm_name(token.strip_prefix("0x").unwrap_or(&token)) {
        return false;
    }
    let digits = without(&token, |c| !c.is_ascii_digit()).len();
    if token.len() < least || digits < 2 || digits == token.len() || distinct(&token) < 10 {
        return false;
    }
    if all(&token, |c| c.is_ascii_hexdigit()) {
        return token.len() >= MIN_HEX;
    }
    // Words change between letters and digits, and between cases, now and then; random text does
    // at every second character. A capital before small letters is how words begin.
    let mut changes = 0;
    for pair in token.as_bytes().windows(2) {
        if let [a, b] = pair {
            let begins_word = a.is_ascii_uppercase() && b.is_ascii_lowercase();
            changes += usize::from(class(*a) != class(*b) && !begins_word);
        }
    }
    changes * 100 >= token.len() * 28
}

fn class(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => 0,
        b'A'..=b'Z' => 1,
        _ => 2,
    }
}

/// How many of these ASCII characters differ.
fn distinct(text: &str) -> u32 {
    let mut seen = 0_u128;
    for byte in text.bytes() {
        seen |= 1 << (byte % 128);
    }
    seen.count_ones()
}
