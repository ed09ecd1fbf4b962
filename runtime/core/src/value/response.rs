//! What a server or a command answered instead of a secret.

use super::json;
use super::table::{head, table};
use super::text::{any_of, holds, without_end};

/// What a server or a command answered instead of a secret: a page, JSON about an error, or words of a person's
/// language.
pub(super) fn is_response(text: &str) -> bool {
    const HEADS: &[u8] = table!("<!doctype <html <head <title> <?xml <error HTTP/1. HTTP/2");

    head(text, HEADS).is_some() || json::is_error(text) || is_complaint(text)
}

/// As shells, clients and servers complain.
fn is_complaint(text: &str) -> bool {
    const WHOLE: [&str; 8] = [
        "unauthorized",
        "forbidden",
        "access denied",
        "accessdenied",
        "not found",
        "error",
        "terminated",
        "killed",
    ];
    const WORDS: [&str; 25] = [
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
        "calling [tostring] on an [output<t>]",
    ];

    let plain = without_end(text, |c| matches!(c, '.' | '!'));
    // No secret is so wordy that this takes long.
    any_of(&WHOLE, &|word| plain.eq_ignore_ascii_case(word))
        || text.contains(' ') && any_of(&WORDS, &|words| holds(text, words.as_bytes()))
}
