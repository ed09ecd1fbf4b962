//! Long text that looks drawn at random.

use super::words;

/// Shorter text is a name or an ID as often as a key.
const MIN_CHARS: usize = 32;

/// Up to 40 digits a hexadecimal number is an ID or a digest (MD5, SHA-1).
const MIN_HEX: usize = 48;

pub(super) fn find(text: &str) -> bool {
    // Certificates and public keys are random and meant to be seen.
    if text.len() < MIN_CHARS || text.contains("-----BEGIN ") {
        return false;
    }
    words(text).any(|(_, word)| is_random_word(word))
}

/// Whether a word has a random part; paths and the paths of URLs have none that matter.
pub(super) fn is_random_word(word: &str) -> bool {
    // Names of resources at Amazon are long and public.
    let is_arn = word.starts_with("arn:");
    if word.len() < MIN_CHARS || is_arn || is_path(word) || is_host(word) {
        return false;
    }
    let checked = match word.split_once("://") {
        Some((_, url)) => url.split_once(['?', '#']).map_or("", |(_, query)| query),
        None => word,
    };
    checked
        .split(|c: char| !(c.is_ascii_alphanumeric() || "+/_-".contains(c)))
        .any(|token| !is_path(token) && is_random(token))
}

fn is_path(word: &str) -> bool {
    word.starts_with(['/', '~', '\\'])
        || word.starts_with("./")
        || word.starts_with("../")
        || word.contains('\\')
}

/// Client IDs of OAuth are host names.
fn is_host(word: &str) -> bool {
    [".com", ".net", ".io", ".org", ".dev", ".ai", ".app"].iter().any(|tail| word.ends_with(tail))
}

fn is_random(token: &str) -> bool {
    let chars: Vec<char> = token.chars().filter(char::is_ascii_alphanumeric).collect();
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    if chars.len() < MIN_CHARS || digits < 2 || digits == chars.len() || distinct(&chars) < 10 {
        return false;
    }
    if chars.iter().all(char::is_ascii_hexdigit) {
        return chars.len() >= MIN_HEX;
    }
    // Words change between letters and digits, and between cases, now and then; random text does
    // at every second character. A capital before small letters is how words begin.
    let changes = chars.windows(2).filter(|pair| match pair {
        [a, b] => class(*a) != class(*b) && !(a.is_ascii_uppercase() && b.is_ascii_lowercase()),
        _ => false,
    });
    changes.count() * 100 >= chars.len() * 28
}

fn class(c: char) -> u8 {
    match c {
        'a'..='z' => 0,
        'A'..='Z' => 1,
        _ => 2,
    }
}

/// How many of these ASCII characters differ.
fn distinct(chars: &[char]) -> u32 {
    chars.iter().fold(0_u128, |seen, c| seen | 1 << (u32::from(*c) % 128)).count_ones()
}
