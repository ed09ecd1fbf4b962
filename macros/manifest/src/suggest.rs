//! "Did you mean": which allowed word is nearest to the one that was written.

use std::fmt::Display;

/// Longer words are not typing errors of ours; this also bounds the work.
const MAX_CHARS: usize = 64;

/// The nearest candidate, where one is near enough to be what was meant: a third of its letters
/// may differ, or it is the only one that has the word among its own (`var` for `env_var`).
// A slice, so that it is compiled once and not for every kind of iterator.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let given = word;
    let word = normal(word);
    if word.is_empty() || word.len() > MAX_CHARS {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    let mut parts = Vec::new();
    for &candidate in candidates {
        if candidate == given {
            return Some(candidate);
        }
        let target = normal(candidate);
        let limit = (target.len().max(word.len()) / 3).max(1);
        let distance = distance(&word, &target);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
        for part in target.split(|&c| c == '_') {
            if part == word {
                parts.push(candidate);
                break;
            }
        }
    }
    match (best, parts.as_slice()) {
        (Some((_, candidate)), _) => Some(candidate),
        (None, [only]) => Some(only),
        _ => None,
    }
}

/// The candidate that a longer word ends or begins with: `version` for `secret_version`, `user` for `username`.
pub(crate) fn within<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    /// Shorter ones begin too many words.
    const LEAST: usize = 4;

    let mut fit = candidates.iter().copied().filter(|candidate| candidate.len() >= LEAST);
    let is_end =
        |candidate: &&str| word.strip_suffix(candidate).is_some_and(|before| before.ends_with('_'));
    fit.clone().find(is_end).or_else(|| fit.find(|candidate| word.starts_with(candidate)))
}

/// As [`nearest`], among the values of a key, which have other names as well.
pub(crate) fn nearest_value(word: &str, values: &[&'static str]) -> Option<&'static str> {
    // A part of one source's name, and said of all.
    if word.eq_ignore_ascii_case("secret") {
        return None;
    }
    if let Some(near) = nearest(word, values) {
        return Some(near);
    }
    let meant = match word.to_ascii_lowercase().as_str() {
        "environment" | "environment_variable" | "env_variable" | "envvar" => "env",
        "filesystem" => "file",
        _ => return None,
    };
    values.iter().find(|value| **value == meant).copied()
}

/// How the message about a word that is none of these ends, and what to do: what was meant is named alone, and all only where
/// nobody knows.
pub(crate) fn instead(meant: Option<String>, words: &[&str]) -> (String, String) {
    match meant {
        Some(help) => (String::new(), help),
        None => (format!(", expected {}", one_of(words)), "write one of these".to_owned()),
    }
}

/// `` `a`, `b` or `c` ``.
pub(crate) fn one_of(words: &[&str]) -> String {
    list(words, "or")
}

/// `` `a`, `b` and `c` ``.
pub(crate) fn all_of(words: &[String]) -> String {
    list(words, "and")
}

fn list<W: Display>(words: &[W], joint: &str) -> String {
    let mut quoted = Vec::new();
    for word in words {
        quoted.push(format!("`{word}`"));
    }
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {joint} {last}", first.join(", ")),
    }
}

fn normal(word: &str) -> Vec<char> {
    let mut chars = Vec::new();
    for c in word.chars().take(MAX_CHARS + 1) {
        chars.push(if c == '-' || c == ' ' { '_' } else { c.to_ascii_lowercase() });
    }
    chars
}

/// Edits between two words; two neighbours swapped are one edit.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last = vec![0];
    for j in 0..b.len() {
        last.push(j + 1);
    }
    let at = |row: &[usize], i: usize| row.get(i).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let edit = at(&last, j) + usize::from(x != y);
            let mut fewest = edit.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                fewest = fewest.min(at(&before, j - 1) + 1);
            }
            row.push(fewest);
        }
        before = std::mem::replace(&mut last, row);
    }
    at(&last, b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_proposed_and_nonsense_is_not() {
        let words = ["env_var", "file_path", "file_key", "format"];
        assert_eq!(nearest("env_vra", &words), Some("env_var"));
        assert_eq!(nearest("ENV-VAR", &words), Some("env_var"));
        assert_eq!(nearest("path", &words), Some("file_path"));
        assert_eq!(nearest("file", &words), None);
        assert_eq!(nearest("banana", &words), None);
        assert_eq!(nearest("evn", &["env", "file"]), Some("env"));
        assert_eq!(nearest_value("Environment", &["file", "env"]), Some("env"));
        assert_eq!(nearest_value("envelope", &["file", "env"]), None);
        assert_eq!(nearest_value("environment", &["file"]), None);
        assert_eq!(one_of(&["env", "file"]), "`env` or `file`");
    }
}
