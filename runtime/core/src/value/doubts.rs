use std::path::Path;

use super::base64;
use super::pem::{BEGIN, is_cut, is_public};
use super::placeholder::is_placeholder;
use super::providers;
use super::reference::is_reference;
use super::signs::{begins, is_assignment, is_invisible, is_quoted, scheme};
use crate::report::{Doubt, SHORTEST};

/// What is known of a value besides its text.
#[derive(Clone, Copy)]
pub(crate) struct About {
    pub(crate) provider: &'static str,
    /// The variable that it comes from.
    pub(crate) variable: Option<&'static str>,
}

/// Why the text can hardly be the secret; mostly there is one reason, if any.
pub(crate) fn doubts(text: &str, about: About) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    // One mistake, one warning: what these say explains the rest.
    if let Some(doubt) = whole(text, about) {
        doubts.push(doubt);
        return doubts;
    }
    if text.chars().any(is_invisible) {
        doubts.push(Doubt::InvisibleCharacter);
    }
    let is_break = |c| matches!(c, '\n' | '\r');
    if text.chars().any(|c| c.is_control() && !is_break(c) && c != '\t') {
        doubts.push(Doubt::ControlCharacter);
    }
    if !is_document(text) {
        if text.contains(is_break) {
            doubts.push(Doubt::LineBreak);
        } else if text.contains(char::is_whitespace) {
            doubts.push(Doubt::WhiteSpace);
        }
    }
    if let Some(owner) = providers::other_than(about.provider, text) {
        doubts.push(Doubt::OtherProvider(owner));
    }
    if doubts.is_empty() && text.chars().take(SHORTEST).count() < SHORTEST {
        doubts.push(Doubt::Short);
    }
    doubts
}

/// What the text is as a whole, if it is no secret.
fn whole(text: &str, about: About) -> Option<Doubt> {
    if is_quoted(text) {
        return Some(Doubt::Quoted);
    }
    if let Some(scheme) = scheme(text) {
        return Some(Doubt::Scheme(scheme));
    }
    if is_own_name(text, about) {
        return Some(Doubt::OwnName);
    }
    if is_response(text) {
        return Some(Doubt::Response);
    }
    if is_placeholder(text) {
        return Some(Doubt::Placeholder);
    }
    if is_reference(text) {
        return Some(Doubt::Reference);
    }
    if is_public(text) {
        return Some(Doubt::Public);
    }
    if is_cut(text) {
        return Some(Doubt::CutPem);
    }
    if is_assignment(text) && !text.contains('\n') {
        return Some(Doubt::Assignment);
    }
    if is_path(text) {
        return Some(Doubt::Path);
    }
    base64::holds_key(text).then_some(Doubt::Base64)
}

/// `OPENAI_API_KEY`, `$OPENAI_API_KEY`, `${OPENAI_API_KEY}`, `%OPENAI_API_KEY%`: all but the first of any variable.
fn is_own_name(text: &str, about: About) -> bool {
    if about.variable == Some(text) {
        return true;
    }
    let of_windows = text.strip_prefix('%').and_then(|name| name.strip_suffix('%'));
    let Some(name) = text.strip_prefix('$').or(of_windows) else { return false };
    let braced = name.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
    let name = braced.or_else(|| name.strip_prefix('(')?.strip_suffix(')')).unwrap_or(name);
    name.len() > 2
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A text of several lines that is one secret all the same.
fn is_document(text: &str) -> bool {
    if text.starts_with(BEGIN) {
        return text.contains('\n');
    }
    let ends = [('{', '}'), ('[', ']')];
    ends.iter().any(|(open, close)| text.starts_with(*open) && text.ends_with(*close))
}

/// What a server answered instead of a secret: a page, or JSON about an error.
fn is_response(text: &str) -> bool {
    const HEADS: [&str; 6] = ["<!doctype", "<html", "<?xml", "<error", "HTTP/1.", "HTTP/2"];

    if HEADS.iter().any(|head| begins(text, head)) {
        return true;
    }
    // The first key, whatever white space there is.
    let Some(inside) = text.strip_prefix('{') else { return false };
    ["\"error\"", "\"errors\"", "\"message\"", "\"fault\"", "\"detail\"", "\"status\""]
        .iter()
        .any(|key| inside.trim_start().starts_with(key))
}

/// Whether it is the path of a file that exists, or of one of the directories where nothing else is.
fn is_path(text: &str) -> bool {
    const KNOWN: [&str; 6] = ["/run/secrets/", "/var/run/secrets/", "/etc/", "/home/", "~/", "./"];

    let is_of_drive = text.as_bytes().get(1..3) == Some(b":\\");
    is_of_drive || KNOWN.iter().any(|start| text.starts_with(start)) || is_path_of_file(text)
}

fn is_path_of_file(text: &str) -> bool {
    /// Longer ones the standard library copies to the heap, and does not wipe.
    const LONGEST: usize = 256;

    text.starts_with(['/', '.', '\\']) && text.len() < LONGEST && Path::new(text).is_file()
}
