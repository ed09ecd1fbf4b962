//! Keys whose issuers gave them a prefix to be found by.

use super::issued::forms;
use super::tail::Tail;
use super::words::is_key_char;
use crate::chars::{any, leading, trailing};

/// The shortest that any of them is with its key.
pub(super) const MIN_BYTES: usize = 16;

/// Addresses that are secrets themselves, up to the part that makes them so.
static WEBHOOKS: &[(&str, &str)] = &[
    ("hooks.slack.com/services/T", "a Slack webhook"),
    ("hooks.slack.com/triggers/T", "a Slack webhook"),
    ("hooks.slack.com/workflows/T", "a Slack webhook"),
    ("hooks.zapier.com/hooks/catch/", "a Zapier webhook"),
    ("webhook.office.com/webhookb2/", "a Teams webhook"),
    ("discord.com/api/webhooks/", "a Discord webhook"),
    ("discordapp.com/api/webhooks/", "a Discord webhook"),
];

const TELEGRAM: &str = "a Telegram bot token";

/// Whose key stands in this word.
pub(super) fn find(word: &str) -> Option<&'static str> {
    if word.len() < MIN_BYTES {
        return None;
    }
    // Every URL is asked; of what they have in common the search is quick.
    if word.contains("hook") {
        for &(part, what) in WEBHOOKS {
            let is_one = |rest: &str| rest.len() >= 16 && any(rest, |c| c.is_ascii_digit());
            if word.split_once(part).is_some_and(|(_, rest)| is_one(rest)) {
                return Some(what);
            }
        }
    }
    // Only where a key could begin: not in the middle of another word, as in `task-1`.
    let mut previous = ' ';
    for (i, c) in word.char_indices() {
        let before = std::mem::replace(&mut previous, c);
        if before.is_alphanumeric() || !c.is_ascii_alphabetic() {
            continue;
        }
        let joined = is_key_char(before);
        if joined && i > MAX_JOINED {
            continue;
        }
        let rest = word.get(i..).unwrap_or_default();
        if is_jwt(rest) {
            return Some("a JSON Web Token");
        }
        for &(prefix, tail, what) in forms(u8::try_from(c).unwrap_or_default()) {
            if rest.strip_prefix(prefix).is_some_and(|rest| tail.begins(rest, joined)) {
                return Some(what);
            }
        }
        if before == ':' && is_of_telegram(word.get(..i).unwrap_or_default(), rest) {
            return Some(TELEGRAM);
        }
    }
    None
}

/// No name in front of a key is longer.
const MAX_JOINED: usize = 512;

/// `123456789:AA...`: the bot's number, and its key.
fn is_of_telegram(before: &str, key: &str) -> bool {
    let (_, number) = trailing(before.trim_end_matches(':'), |c| c.is_ascii_digit());
    let is_key = |tail: &str| Tail::Any(33).begins(tail, false);
    number.len() >= 8 && key.strip_prefix("AA").is_some_and(is_key)
}

/// Three parts in base64url, of which the first is a JSON object.
fn is_jwt(text: &str) -> bool {
    if !text.starts_with("eyJ") {
        return false;
    }
    let mut rest = text;
    for &least in &[10, 8, 8] {
        let (part, tail) = leading(rest, is_key_char);
        if part.len() < least {
            return false;
        }
        rest = tail.strip_prefix('.').unwrap_or_default();
    }
    true
}

/// How every key begins that is known, and whose it is.
pub(crate) fn all() -> Vec<(&'static str, &'static str)> {
    let mut all = Vec::new();
    for first in b'A'..=b'z' {
        for &(prefix, _, what) in forms(first) {
            if all.last() != Some(&(prefix, what)) {
                all.push((prefix, what));
            }
        }
    }
    all.push(("123456789:AA", TELEGRAM));
    all.extend_from_slice(WEBHOOKS);
    all
}
