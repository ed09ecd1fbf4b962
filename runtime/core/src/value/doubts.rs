use std::path::Path;

use super::base64;
use super::connection::lacks_password;
use super::hash::is_hash;
use super::hex;
use super::json;
use super::pem::{BEGIN, is_cut, is_public};
use super::placeholder::is_placeholder;
use super::providers;
use super::reference::is_reference;
use super::signs::{begins_with, has, head, is_assignment, is_invisible, is_quoted, scheme};
use super::template::is_template;
use super::text::{all, any, any_of, begins_as, holds, without_end};
use crate::format::is_json;
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
    if any(text, is_invisible) {
        doubts.push(Doubt::InvisibleCharacter);
    }
    if any(text, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        doubts.push(Doubt::ControlCharacter);
    }
    if !is_document(text) {
        if any(text, |c| matches!(c, '\n' | '\r')) {
            doubts.push(Doubt::LineBreak);
        } else if any(text, char::is_whitespace) {
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
    if is_template(text) {
        return Some(Doubt::OwnName);
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
    if is_placeholder(text) || lacks_password(text) {
        return Some(Doubt::Placeholder);
    }
    if is_reference(text) {
        return Some(Doubt::Reference);
    }
    if json::is_wrapper(text) {
        return Some(Doubt::Wrapped);
    }
    if is_hash(text) {
        return Some(Doubt::Hash);
    }
    if is_public(text) || json::is_public(text) {
        return Some(Doubt::Public);
    }
    if is_cut(text) {
        return Some(Doubt::CutPem);
    }
    if is_cut_token(text) {
        return Some(Doubt::CutToken);
    }
    if providers::has_stray_sign(text) {
        return Some(Doubt::StraySign);
    }
    if is_assignment(text) && !text.contains('\n') {
        return Some(Doubt::Assignment);
    }
    if is_path(text) {
        return Some(Doubt::Path);
    }
    if base64::holds_key(text) {
        return Some(Doubt::Base64);
    }
    if hex::holds_key(text) {
        return Some(Doubt::Hex);
    }
    ends_with_escape(text).then_some(Doubt::EscapedBreak)
}

/// A JSON Web Token has three parts (RFC 7515, section 3.1), or five (RFC 7516).
fn is_cut_token(text: &str) -> bool {
    let is_token = text.starts_with("eyJ") && all(text, is_of_token);
    is_token && (!matches!(text.split('.').count(), 3 | 5) || text.ends_with('.'))
}

fn is_of_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// A line break that some tool did not make one.
fn ends_with_escape(text: &str) -> bool {
    any_of(&["\\n", "\\r", "%0A", "%0a", "&#10;"], &|end| text.ends_with(end))
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
        && begins_as(name, |c| c.is_ascii_uppercase() || c == '_')
        && all(name, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// A text of several lines that is one secret all the same.
fn is_document(text: &str) -> bool {
    if text.starts_with(BEGIN) {
        return text.contains('\n');
    }
    has_pem_inside(text) || is_json(text) || is_key_file(text)
}

/// PEM with attributes or comments before it, as OpenSSL and people write it (RFC 7468, section 2).
fn has_pem_inside(text: &str) -> bool {
    let begins =
        text.find(BEGIN).filter(|at| text.get(..*at).is_some_and(|before| before.ends_with('\n')));
    begins.is_some_and(|at| text.get(at..).is_some_and(|pem| !is_cut(pem)))
}

/// A file that holds a key as its program wants it.
fn is_key_file(text: &str) -> bool {
    text.starts_with("PuTTY-User-Key-File-")
        || text.starts_with("FlyV1 ")
        || has(text, "\nAGE-SECRET-KEY-1")
        || has(text, "aws_access_key_id")
        || has(text, "apiVersion:") && has(text, "clusters:")
        || is_connection_string(text)
}

/// `Server=db;User ID=app;…` and `host=db user=app …`: a name before each `=`, and several of them.
fn is_connection_string(text: &str) -> bool {
    if text.contains('\n') {
        return false;
    }
    let separator = if text.contains(';') { ';' } else { ' ' };
    let mut count = 0;
    for pair in text.split(separator) {
        let pair = pair.trim();
        if pair.is_empty() {
            continue;
        }
        let Some((name, _)) = pair.split_once('=') else { return false };
        let name = name.trim();
        let is_name = begins_as(name, |c| c.is_ascii_alphabetic())
            && all(name, |c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_'));
        if !is_name {
            return false;
        }
        count += 1;
    }
    count > 1
}

/// What a server or a command answered instead of a secret: a page, JSON about an error, or words of a person's
/// language.
fn is_response(text: &str) -> bool {
    const HEADS: &str = "<!doctype <html <?xml <error HTTP/1. HTTP/2";

    head(text, HEADS).is_some() || json::is_error(text) || is_complaint(text)
}

/// As shells, clients and servers complain.
fn is_complaint(text: &str) -> bool {
    const WHOLE: [&str; 6] =
        ["unauthorized", "forbidden", "access denied", "accessdenied", "not found", "error"];
    const WORDS: [&str; 26] = [
        ": not found",
        "command not found",
        "no such file",
        "no such secret",
        "page not found",
        "permission denied",
        "access denied",
        "not authorized",
        "an error occurred",
        "could not resolve",
        "vault is locked",
        "vault is sealed",
        "connection refused",
        "(sensitive value)",
        "(known after apply)",
        "traceback (most recent call last)",
        "error from server",
        "401 unauthorized",
        "403 forbidden",
        "404 not found",
        "bad credentials",
        "too many requests",
        "decryption failed",
        "invalid token",
        "certificate signed by",
        "a password is required",
    ];

    let plain = without_end(text, |c| matches!(c, '.' | '!'));
    // No secret is so wordy that this takes long.
    any_of(&WHOLE, &|word| plain.eq_ignore_ascii_case(word))
        || text.contains(' ') && any_of(&WORDS, &|words| holds(text, words))
}

/// Whether it is the path of a file that exists, or of one of the directories where nothing else is.
fn is_path(text: &str) -> bool {
    const KNOWN: [&str; 6] = ["/run/secrets/", "/var/run/secrets/", "/etc/", "/home/", "~/", "./"];

    let is_of_drive = text.as_bytes().get(1..3) == Some(b":\\");
    is_of_drive || begins_with(text, &KNOWN) || is_path_of_file(text)
}

fn is_path_of_file(text: &str) -> bool {
    /// Longer ones the standard library copies to the heap, and does not wipe.
    const LONGEST: usize = 256;

    begins_as(text, |c| matches!(c, '/' | '.' | '\\'))
        && text.len() < LONGEST
        && Path::new(text).is_file()
}
