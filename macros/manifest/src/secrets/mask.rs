//! Which parts of the raw text must not be shown, whether or not it is YAML: build logs are
//! public, and a broken line holds a key as well as a good one.

use super::find::{PLACEHOLDERS, find, in_header, in_url, is_token_of_pkcs11, users_of_urls};
use super::names::{holds_text_only, is_plain_number, is_secret_name};
use super::unseen::is_invisible;
use super::words::{is_key_char, words};
use super::{entropy, prefixes};
use crate::chars::{all, any, begins_with, leading};
use crate::order::in_order;
use crate::schema;
use crate::span::Span;
use crate::suggest;

/// Everything that looks like a secret, comments included. Too much rather than too little.
/// `broken`: the text is no YAML, so that nobody else finds the secret at a plain `key`.
pub(crate) fn ranges(text: &str, broken: bool) -> Vec<Span> {
    let mut masks = Vec::new();
    let mut state = State::Text;
    let mut start = 0;
    // Where the lines begin that may be of a private key.
    let mut base64: Option<usize> = None;
    for raw in text.split_inclusive(['\n', '\r']) {
        let line = raw.trim_end_matches(['\n', '\r']);
        let indent = line.len() - line.trim_start().len();
        let text = line.trim();
        let is_base64 = !text.is_empty()
            && all(text, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-'));
        let goes_on = match state {
            State::Text => false,
            // A part of a credential, with the keys of its source.
            State::Beside(above) if indent > above && says_source(text) => {
                state = State::Source(above);
                false
            }
            State::Source(above) => indent > above && !says_source(text) && !text.is_empty(),
            State::PrivateKey(above) => indent >= above || is_base64 || text.is_empty(),
            State::Below(above) | State::Beside(above) => {
                // The value itself may stand there, not indented.
                let is_item = text == "-" || text.starts_with("- ");
                let is_value = matches!(state, State::Beside(_)) && !text.contains(':');
                indent > above || text.is_empty() || indent == above && (is_item || is_value)
            }
        };
        let key_begins = line.contains("PRIVATE KEY").then(|| line.find("-----BEGIN ")).flatten();
        let in_source = matches!(state, State::Source(above) if indent > above);
        if in_source && !goes_on {
            // Nothing to mask.
        } else if goes_on {
            masks.push(Span::new(start + indent, start + line.len()));
            if let (State::Beside(above), false) = (state, text.is_empty()) {
                state = State::Below(above);
            }
        } else {
            state = State::Text;
            if let Some(at) = key_begins {
                masks.push(Span::new(start + at, start + line.len()));
            }
            mask_words(line, start, &mut masks);
            // The value may go on, on lines that are further in than its key; a comment does not.
            let value = mask_values(line, start, broken, &mut masks);
            if let (Some((key, value)), false) = (value, text.starts_with('#')) {
                let is_there = line.get(value..).is_some_and(|value| !value.trim().is_empty());
                state = if is_there { State::Below(key) } else { State::Beside(key) };
            }
        }
        if key_begins.is_some() {
            state = State::PrivateKey(indent);
        }
        let ends = line.contains("-----END ");
        if let (State::Text, Some(first), true) =
            (state, base64, ends && line.contains("PRIVATE KEY"))
        {
            // Its first lines are gone.
            masks.push(Span::new(first, start + line.len()));
        }
        if matches!(state, State::PrivateKey(_)) && ends {
            state = State::Text;
        }
        base64 = if is_base64 || ends { base64.or(Some(start + indent)) } else { None };
        start += raw.len();
    }
    merge(&masks)
}

/// What the lines above say about this one.
#[derive(Clone, Copy)]
enum State {
    Text,
    /// On lines that are in as far as this.
    PrivateKey(usize),
    /// The value of a secret's key, on lines that are further in than this.
    Below(usize),
    /// The same, where nothing stands behind the key.
    Beside(usize),
    /// The keys of a source, on lines that are further in than this: what is none of them is masked.
    Source(usize),
}

fn mask_words(line: &str, start: usize, masks: &mut Vec<Span>) {
    let mut mask = |from: usize, to: usize| masks.push(Span::new(start + from, start + to));
    if line.contains('@') {
        for user in users_of_urls(line) {
            if !is_placeholders(line.get(user.clone()).unwrap_or_default()) {
                mask(user.start, user.end);
            }
        }
    }
    let mut before = "";
    for (at, word) in words(line) {
        if is_option_of_secret(before) {
            mask(at, line.len());
        }
        // `curl -u name:password`.
        if let (Some((user, _)), true) =
            (word.split_once(':'), before == "-u" || before == "--user")
        {
            mask(at + user.len() + 1, at + word.len());
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

/// Masks the values of secrets' keys: `password: ...`, `{ token: ...`, `API_KEY=...`, and where the
/// colon is lost. Gives where the last key starts and where its value does, if that goes on to the
/// end of the line.
fn mask_values(
    line: &str,
    start: usize,
    broken: bool,
    masks: &mut Vec<Span>,
) -> Option<(usize, usize)> {
    let (mut from, mut brackets) = (0, 0);
    while let Some((key, value)) = secret_value(line, from, broken) {
        for byte in line.get(from..key).unwrap_or_default().bytes() {
            brackets += i32::from(byte == b'{') - i32::from(byte == b'}');
        }
        let end = if brackets > 0 { end_in_flow(line, value) } else { None };
        let Some(end) = end else {
            masks.push(Span::new(start + value, start + line.len()));
            return Some((key, value));
        };
        masks.push(Span::new(start + value, start + end));
        from = end;
    }
    None
}

/// The first from there on.
fn secret_value(line: &str, from: usize, broken: bool) -> Option<(usize, usize)> {
    let is_named = |key: &str| {
        let is_plain = broken && matches!(key, "key" | "value");
        (is_secret_name(key) || is_plain) && !key.eq_ignore_ascii_case("not_secret")
    };
    let mut begins_entry = all(line.get(..from)?, |c| matches!(c, ' ' | '\t' | '-'));
    let mut at = from;
    loop {
        let rest = line.get(at..)?;
        // `pass<U+200B>word` reads as one word.
        let (word, tail) = leading(rest, |c| is_key_char(c) || !c.is_ascii() && is_invisible(c));
        if word.is_empty() {
            let c = rest.chars().next()?;
            begins_entry = matches!(c, '{' | '[' | ',')
                || begins_entry && matches!(c, ' ' | '\t' | '"' | '\'');
            at += c.len_utf8();
            continue;
        }
        let key = word.trim_start_matches('-');
        let (_, after) = leading(tail, |c| matches!(c, '"' | '\'' | ' '));
        let value = match after.chars().next() {
            // A space is missing as often as not; what is no value is masked with them.
            Some(':') if is_named(key) && !is_in_arn(line, at) => after.get(1..),
            Some('=') if is_token_of_pkcs11(line, at, key) => None,
            Some('=')
                if is_named(key)
                    || is_variable_name(key)
                    || key.eq_ignore_ascii_case("pin-value") =>
            {
                after.get(1..)
            }
            Some(':' | '=') | None => None,
            // The colon is lost.
            Some(_) => {
                let is_entry = begins_entry && !begins_with(tail, "./(,]}");
                // `credentials of my app` is a title.
                let is_title = holds_text_only(key) && any(tail.trim(), char::is_whitespace);
                // The password manager, in a command.
                let is_command = key == "pass" && tail.starts_with(" show ");
                (is_entry && is_named(key) && !is_title && !is_command).then_some(tail)
            }
        };
        if let Some(value) = value.filter(|value| may_be_of(key, value)) {
            let key_at = at + word.len() - key.len();
            return Some((key_at, line.len() - value.trim_start().len()));
        }
        begins_entry &= key.is_empty();
        at += word.len();
    }
}

/// Whether the word there is the kind of a resource: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name`.
fn is_in_arn(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    before.ends_with(':') && before.contains(":secretsmanager:")
}

/// Whether the text behind a secret's key may be the secret.
fn may_be_of(key: &str, value: &str) -> bool {
    let value = value.trim_start();
    let (number, rest) = leading(value, |c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let rest = rest.trim_start();
    let is_number = rest.is_empty() || begins_with(rest, ",}]#");
    if is_source(value) {
        return false;
    }
    let is_text = !value.is_empty() && !begins_with(value, "{[&*#");
    !(is_number && is_plain_number(key, number)) && (is_text || !holds_text_only(key))
}

/// Whether it is a mapping of one line with the keys of a source, and nothing that may be a secret.
fn is_source(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('{') else { return false };
    let Some((inside, _)) = inside.split_once('}') else { return false };
    inside.split(',').all(says_source)
}

/// Whether it is a key of a source with a value that only names something: anything else may be the secret.
fn says_source(text: &str) -> bool {
    let entry = text.trim_start_matches("- ").trim();
    if entry.starts_with('{') {
        return is_source(entry);
    }
    let Some((key, value)) = entry.split_once(':') else { return is_failure(entry) };
    let (key, value) = (key.trim(), value.trim().trim_matches(['"', '\'']));
    match key {
        "source" => schema::SOURCE_NAMES.contains(&value),
        "format" => schema::FORMATS.contains(&value),
        "encrypted" => schema::ENCRYPTED.contains(&value),
        "encoding" => schema::ENCODINGS.contains(&value),
        "sources" => value.is_empty(),
        "fall_through" => is_failure(value),
        "vault_path" => is_plain_path(value),
        "vault_key" => is_secret_name(value),
        _ if suggest::nearest(key, &schema::PART.names()).is_none() => false,
        _ => value.starts_with(['/', '~', '.', '$']) || is_name_of_variable(value),
    }
}

/// A word in a list of failures.
fn is_failure(text: &str) -> bool {
    schema::FAILURES.contains(&text.trim_matches(['[', ']', ' ']))
}

/// In small letters, with a slash: nobody's secret, but for a very odd one.
fn is_plain_path(text: &str) -> bool {
    let is_of_path = |c: char| c.is_ascii_lowercase() || matches!(c, '/' | '-' | '_');
    text.starts_with('$') || text.contains('/') && all(text, is_of_path)
}

/// `{username}:{password}`, which the program fills in.
fn is_placeholders(user: &str) -> bool {
    user.split(':').all(|part| PLACEHOLDERS.contains(&part))
}

/// In capitals, with words.
fn is_name_of_variable(text: &str) -> bool {
    text.contains('_') && all(text, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// Where a value in brackets ends, if another entry follows it.
fn end_in_flow(line: &str, value: usize) -> Option<usize> {
    let text = line.get(value..)?;
    let end = match text.chars().next()? {
        '|' | '>' | '&' | '*' | '!' => return None,
        '{' | '[' => end_of_bracket(text)?,
        quote @ ('"' | '\'') => text.get(1..)?.find(quote)? + 2,
        _ => text.find(',')?,
    };
    // Text in quotes may have a quote, and a secret a comma.
    let next = text.get(end..)?.strip_prefix(',')?.trim_start().trim_start_matches(['"', '\'']);
    let (key, rest) = leading(next, is_key_char);
    let is_key = !key.is_empty() && rest.trim_start_matches(['"', '\'']).starts_with(':');
    is_key.then_some(value + end)
}

/// After the bracket that closes the first one.
fn end_of_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' | b'\'' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(i + 1);
        }
    }
    None
}

/// The part of `key:...` or `KEY=...` that may be a secret: the key and its colon say what the line is about.
fn without_key(word: &str) -> &str {
    match word.split_once([':', '=']) {
        Some((key, rest)) if !rest.is_empty() && all(key, is_key_char) && find(key).is_none() => {
            rest
        }
        _ => word,
    }
}

/// `--token ...`, the option of a command.
fn is_option_of_secret(word: &str) -> bool {
    word.strip_prefix("--").is_some_and(is_secret_name)
}

/// `FOO` of `FOO=...`: an assignment that was pasted.
fn is_variable_name(key: &str) -> bool {
    key.len() > 1
        && key.bytes().next().is_some_and(|first| !first.is_ascii_digit())
        && all(key, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// Sorted, without overlaps.
pub(crate) fn merge(spans: &[Span]) -> Vec<Span> {
    let mut ranks = Vec::with_capacity(spans.len());
    for (number, span) in spans.iter().enumerate() {
        ranks.push((false, Some(*span), number));
    }
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for number in in_order(ranks) {
        let Some(&span) = spans.get(number) else { continue };
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}
