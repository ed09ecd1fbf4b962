//! Which parts of the raw text must not be shown, whether or not it is YAML: build logs are
//! public, and a broken line holds a key as well as a good one.

use super::{
    entropy, find, in_header, in_url, is_invisible, is_secret_name, prefixes, users_of_urls, words,
};
use crate::span::Span;

/// Everything that looks like a secret, comments included. Too much rather than too little.
pub(crate) fn ranges(text: &str) -> Vec<Span> {
    let mut masks = Vec::new();
    let mut state = State::Text;
    let mut start = 0;
    for raw in text.split_inclusive(['\n', '\r']) {
        let line = raw.trim_end_matches(['\n', '\r']);
        let indent = line.len() - line.trim_start().len();
        let text = line.trim();
        let rest_of_value = matches!(state, State::Below(above)
            if indent > above || text.is_empty() || indent == above && text.starts_with("- "));
        let value = secret_value(line);
        let key_begins = line.contains("PRIVATE KEY").then(|| line.find("-----BEGIN ")).flatten();
        if state == State::PrivateKey || rest_of_value {
            masks.push(Span::new(start + indent, start + line.len()));
        } else {
            state = State::Text;
            let rest_of_line = key_begins.into_iter().chain(value.map(|(_, value)| value));
            masks.extend(rest_of_line.map(|at| Span::new(start + at, start + line.len())));
            mask_words(line, start, &mut masks);
        }
        if key_begins.is_some() {
            state = State::PrivateKey;
        }
        if state == State::PrivateKey && line.contains("-----END ") {
            state = State::Text;
        }
        // The value may go on, on lines that are further in than its key; a comment does not.
        if let (State::Text, Some((key, _)), false) =
            (state, value, line.trim_start().starts_with('#'))
        {
            state = State::Below(key);
        }
        start += raw.len();
    }
    merge(masks)
}

/// What the lines above say about this one.
#[derive(PartialEq, Clone, Copy)]
enum State {
    Text,
    PrivateKey,
    /// The value of a secret's key, on lines that are further in than this.
    Below(usize),
}

fn mask_words(line: &str, start: usize, masks: &mut Vec<Span>) {
    let mut mask = |from: usize, to: usize| masks.push(Span::new(start + from, start + to));
    if line.contains('@') {
        users_of_urls(line).for_each(|user| mask(user.start, user.end));
    }
    let mut before = "";
    for (at, word) in words(line) {
        if is_option_of_secret(before) {
            mask(at, line.len());
        }
        let secret = prefixes::find(word).is_some()
            || in_url(word).is_some()
            || entropy::is_random_word(word)
            || in_header(before, word).is_some();
        if secret {
            let secret = without_key(word);
            let from = at + word.len() - secret.len();
            mask(from, from + secret.trim_end_matches(':').len());
        }
        before = word;
    }
}

/// Where the key of a secret starts and where its value does: `password: ...`, `{ token: ...`,
/// `API_KEY=...`.
fn secret_value(line: &str) -> Option<(usize, usize)> {
    line.match_indices([':', '=']).find_map(|(i, separator)| {
        let before = line.get(..i)?.trim_end_matches(['"', '\'', ' ']);
        let key = before
            .rsplit(|c: char| !is_key_char(c) && !is_invisible(c))
            .next()?
            .trim_start_matches('-');
        let after = line.get(i + 1..)?;
        // `pass<U+200B>word` reads as one word.
        let named = is_secret_name(key) && !key.eq_ignore_ascii_case("not_secret");
        let starts = match separator {
            // A space is missing as often as not; what is no value is masked with them.
            ":" => named,
            _ => named || is_variable_name(key),
        };
        let value = i + 1 + after.len() - after.trim_start().len();
        starts.then_some((before.len() - key.len(), value))
    })
}

/// The part of `key:...` that may be a secret: the key and its colon say what the line is about.
fn without_key(word: &str) -> &str {
    match word.split_once(':') {
        Some((key, rest))
            if !rest.is_empty() && key.chars().all(is_key_char) && find(key).is_none() =>
        {
            rest
        }
        _ => word,
    }
}

/// `--token ...`, the option of a command.
fn is_option_of_secret(word: &str) -> bool {
    word.strip_prefix("--").is_some_and(is_secret_name)
}

fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// `FOO` of `FOO=...`: an assignment that was pasted.
fn is_variable_name(key: &str) -> bool {
    key.len() > 1
        && key.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && key.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// Sorted, without overlaps.
pub(crate) fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}
