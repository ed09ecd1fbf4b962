//! What follows the prefix of a key.

use super::words::is_key_char;
use crate::chars::{all, any, leading};

/// Letters, and the least number of them. Text goes on behind a key only after another letter, so that
/// names and hashes that begin as a key does are none.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tail {
    /// ASCII letters and digits, `_`, `-` and `.`. Names in plain words have neither digits nor
    /// capitals.
    Any(usize),
    /// ASCII letters and digits, with a digit.
    Letters(usize),
    /// Hexadecimal digits.
    Hex(usize),
    /// Those of base64, in both alphabets.
    Base64(usize),
    /// Just as many capitals and digits.
    Upper(usize),
    /// Just as many letters and digits in disorder. The prefix is so short that it must begin a word.
    Exactly(usize),
    /// Parts between such characters, just as long but for the last, which is at least.
    Parts(char, &'static [usize]),
    Uuid,
}

/// As much of a key as tells; the rest is not read again from every place where one could begin.
const MAX_KEY: usize = 192;

impl Tail {
    /// Whether a text begins so. `joined`: its prefix is behind another word, where
    /// `my_secret_manager_of_2024` is a name as well.
    pub(super) fn begins(self, text: &str, joined: bool) -> bool {
        // All that can be of a key is ASCII.
        let text = text.get(..MAX_KEY).unwrap_or(text);
        let run = |rule: fn(char) -> bool| leading(text, rule).0;
        let letters = |char: char| char.is_ascii_alphanumeric();
        match self {
            Tail::Any(least) => {
                let key = run(|c| is_key_char(c) || c == '.');
                key.len() >= least && is_mixed_up(key) && (!joined || has_random_part(key))
            }
            Tail::Base64(least) => {
                let key = run(|c| is_key_char(c) || matches!(c, '+' | '/' | '='));
                key.len() >= least && is_mixed_up(key) && (!joined || has_random_part(key))
            }
            Tail::Letters(least) => {
                let key = run(letters);
                key.len() >= least && has_digit(key) && (!joined || has_random_part(key))
            }
            Tail::Hex(least) => {
                let key = run(letters);
                key.len() >= least && has_digit(key) && all(key, |c| c.is_ascii_hexdigit())
            }
            Tail::Upper(length) => {
                let key = run(is_key_char);
                let is_upper = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
                key.len() == length && all(key, is_upper)
            }
            Tail::Exactly(length) => {
                let key = run(is_key_char);
                let is_of_letters = all(key, |c| c.is_ascii_alphanumeric());
                !joined && key.len() == length && is_of_letters && has_random_part(key)
            }
            Tail::Parts(separator, lengths) => is_in_parts(text, separator, lengths),
            Tail::Uuid => {
                let key = run(is_key_char);
                key.len() == 36
                    && is_in_parts(key, '-', &[8, 4, 4, 4, 12])
                    && all(key, |c| c.is_ascii_hexdigit() || c == '-')
            }
        }
    }
}

fn is_in_parts(text: &str, separator: char, lengths: &[usize]) -> bool {
    let mut rest = text;
    for (i, &length) in lengths.iter().enumerate() {
        // What separates the parts is in none.
        let (part, tail) = match separator {
            '.' => leading(rest, is_key_char),
            _ => leading(rest, |c| c.is_ascii_alphanumeric()),
        };
        let is_last = i + 1 == lengths.len();
        if part.len() < length || part.len() > length && !is_last || is_last && !has_digit(part) {
            return false;
        }
        rest = match tail.strip_prefix(separator) {
            Some(rest) => rest,
            None if is_last => "",
            None => return false,
        };
    }
    true
}

fn has_digit(key: &str) -> bool {
    any(key, |c| c.is_ascii_digit())
}

fn is_mixed_up(key: &str) -> bool {
    any(key, |c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

fn has_random_part(key: &str) -> bool {
    key.split(['-', '_', '.', '/', '+']).any(is_mixed)
}

/// Long, with a letter behind a digit.
fn is_mixed(word: &str) -> bool {
    let mut digit = false;
    let mut mixed = false;
    for byte in word.bytes() {
        mixed |= digit && byte.is_ascii_alphabetic();
        digit = byte.is_ascii_digit();
    }
    mixed && word.len() >= 12
}
