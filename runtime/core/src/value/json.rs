//! What is JSON, and no secret.

use super::table::{is_exactly, table, words};
use super::text::{any, any_of, count, ends_as, inside};
use crate::report::Cipher;

/// Whether the text may be an object, or a list of some.
fn is_object(text: &str) -> bool {
    let inside = text.strip_prefix('[').map_or(text, str::trim_start);
    inside.starts_with('{') && ends_as(text, |c| matches!(c, '}' | ']'))
}

/// Whether a key stands anywhere in the text.
fn has(text: &str, key: &[u8]) -> bool {
    behind(text, key).is_some()
}

/// What begins with the value of a key, wherever it stands.
fn behind<'t>(text: &'t str, key: &[u8]) -> Option<&'t str> {
    let mut pieces = text.split('"');
    let mut piece = pieces.next()?;
    for next in pieces {
        if piece.as_bytes() == key {
            if let Some(rest) = next.trim_start().strip_prefix(':') {
                return Some(rest.trim_start());
            }
        }
        piece = next;
    }
    None
}

fn has_any(text: &str, keys: &[u8]) -> bool {
    for key in words(keys) {
        if has(text, key) {
            return true;
        }
    }
    false
}

fn has_all(text: &str, keys: &[u8]) -> bool {
    for key in words(keys) {
        if !has(text, key) {
            return false;
        }
    }
    true
}

/// Keys of secrets: what has one of them is no answer that has none.
const SECRETS: &[u8] = table!(
    "\
    access_token accessToken api_key apiKey client_secret key password private_key privateKey \
    refresh_token secret token value SecretString"
);

/// What a server says about an error.
pub(super) fn is_error(text: &str) -> bool {
    const ERRORS: &[u8] = table!(
        "error errors Error errorMessage errorCode __type message Message msg detail fault status \
        statusCode"
    );

    is_object(text) && !has_any(text, SECRETS) && (has_any(text, ERRORS) || has_failed(text))
}

/// `"ok": false`, as of Slack and others.
fn has_failed(text: &str) -> bool {
    any_of(&["ok", "success"], &|key| {
        behind(text, key.as_bytes()).is_some_and(|value| value.starts_with("false"))
    })
}

/// What a store's own command prints, in which the secret is one value.
pub(super) fn is_wrapper(text: &str) -> bool {
    /// All of these: AWS, Azure, Vault, Google Cloud, 1Password, Kubernetes, Docker.
    const ANSWERS: [&[u8]; 7] = [
        table!("ARN SecretString"),
        table!("attributes value"),
        table!("request_id data"),
        table!("payload data"),
        table!("vault fields"),
        table!("apiVersion kind data"),
        table!("ID Spec"),
    ];

    is_object(text) && ANSWERS.iter().any(|keys| has_all(text, keys))
        || is_list_of_one(text)
        || is_object_of_one(text)
}

/// `{"api_key": "KEY"}`, also with the name of a provider around it.
fn is_object_of_one(text: &str) -> bool {
    const NAMES: &[u8] = table!("api_key apiKey apikey API_KEY key token secret password value");

    if !text.starts_with('{') || !text.ends_with('}') || text.contains('\\') {
        return false;
    }
    let mut pieces = text.split('"');
    let (mut strings, mut last) = (0, "");
    let mut name = "";
    while let Some(string) = (pieces.next(), pieces.next()).1 {
        strings += 1;
        name = if strings == 1 { string } else { last };
        last = string;
    }
    let is_value = is_exactly(name, NAMES);
    // A name and a value, in one object or in two.
    is_value && (strings == 2 || strings == 3 && count(text, |c| c == '{') == 2)
}

/// `["KEY"]`, `['KEY']`.
fn is_list_of_one(text: &str) -> bool {
    let Some(quoted) = inside(text, "[", "]") else { return false };
    let quoted = quoted.trim();
    any_of(&["\"", "'"], &|quote| match inside(quoted, quote, quote) {
        Some(word) => !any(word, |c| matches!(c, '"' | '\'' | ',')),
        None => false,
    })
}

/// What an object is encrypted by: it has all these keys.
pub(super) fn cipher(text: &str) -> Option<Cipher> {
    const SIGNS: [(&[u8], Cipher); 4] = [
        (table!("CiphertextBlob"), Cipher::AwsKms),
        (table!("ciphertext protected iv tag"), Cipher::Jwe),
        (table!("encrypted_data iv cipher"), Cipher::Chef),
        (table!("p h iv at"), Cipher::Rails),
    ];

    if !is_object(text) {
        return None;
    }
    for (keys, cipher) in SIGNS {
        if has_all(text, keys) {
            return Some(cipher);
        }
    }
    None
}

/// A public key, or a set of public keys, as RFC 7517 writes them.
pub(super) fn is_public(text: &str) -> bool {
    is_object(text) && has(text, b"kty") && !has_any(text, table!("d k p"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_secrets() {
        for text in [
            r#"{"Message":"User is not authorized"}"#,
            r#"{"__type":"ResourceNotFoundException","x":1}"#,
            r#"{"code":5,"message":"secret not found","details":[]}"#,
            r#"{ "ok": false, "reason": "not_authed" }"#,
            r#"[{"error":{"code":403}}]"#,
        ] {
            assert!(is_error(text) && !is_wrapper(text), "{text}");
        }
        for text in [
            r#"{"ARN":"arn:aws:x","SecretString":"s"}"#,
            r#"{"request_id":"x","data":{"data":{"k":"s"}}}"#,
            r#"{"apiVersion":"v1","kind":"Secret","data":{"k":"cw=="}}"#,
            r#"[{"ID":"x","Spec":{}}]"#,
            r#"{"api_key": "s"}"#,
            r#"{"acme": {"api_key": "s"}}"#,
        ] {
            assert!(is_wrapper(text), "{text}");
        }
        for text in [
            r#"{"error":null,"access_token":"s","token_type":"Bearer"}"#,
            r#"{"status":"active","message":"ok","api_key":"s"}"#,
            r#"{"type":"service_account","project_id":"p","private_key":"s"}"#,
            r#"{"kty":"EC","d":"s"}"#,
            r#"{"username":"u","password":"s"}"#,
            r#"{"auths":{"ghcr.io":{"auth":"s"}}}"#,
            "{a}",
        ] {
            assert!(!is_error(text) && !is_wrapper(text) && !is_public(text), "{text}");
        }
        assert!(is_public(r#"{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b"}]}"#));
    }
}
