//! What is JSON, and no secret.

use super::text::{any, any_of, any_word, ends_as};

/// Whether the text may be an object, or a list of some.
fn is_object(text: &str) -> bool {
    let inside = text.strip_prefix('[').map_or(text, str::trim_start);
    inside.starts_with('{') && ends_as(text, |c| matches!(c, '}' | ']'))
}

/// Whether a key stands anywhere in the text.
fn has(text: &str, key: &str) -> bool {
    behind(text, key).is_some()
}

/// What begins with the value of a key, wherever it stands.
fn behind<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let mut pieces = text.split('"').peekable();
    while let Some(piece) = pieces.next() {
        let rest = pieces.peek().and_then(|next| next.trim_start().strip_prefix(':'));
        if let (true, Some(rest)) = (piece == key, rest) {
            return Some(rest.trim_start());
        }
    }
    None
}

fn has_any(text: &str, keys: &str) -> bool {
    any_word(keys, &|key| has(text, key))
}

/// Keys of secrets: what has one of them is no answer that has none.
const SECRETS: &str = "\
    access_token accessToken api_key apiKey client_secret key password private_key privateKey \
    refresh_token secret token value SecretString";

/// What a server says about an error.
pub(super) fn is_error(text: &str) -> bool {
    const ERRORS: &str =
        "error errors Error errorMessage errorCode __type message Message detail fault status";

    is_object(text) && !has_any(text, SECRETS) && (has_any(text, ERRORS) || has_failed(text))
}

/// `"ok": false`, as of Slack and others.
fn has_failed(text: &str) -> bool {
    any_of(&["ok", "success"], &|key| {
        behind(text, key).is_some_and(|value| value.starts_with("false"))
    })
}

/// What a store's own command prints, in which the secret is one value.
pub(super) fn is_wrapper(text: &str) -> bool {
    /// All of these: AWS, Azure, Vault, Google Cloud, 1Password, Kubernetes, Docker.
    const ANSWERS: [&str; 7] = [
        "ARN SecretString",
        "attributes value",
        "request_id data",
        "payload data",
        "vault fields",
        "apiVersion kind data",
        "ID Spec",
    ];

    is_object(text) && any_of(&ANSWERS, &|keys| !any_word(keys, &|key| !has(text, key)))
        || is_list_of_one(text)
}

/// `["KEY"]`, `['KEY']`.
fn is_list_of_one(text: &str) -> bool {
    let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let quoted = inside.map(str::trim).unwrap_or_default();
    ['"', '\''].iter().any(|quote| {
        let word = quoted.strip_prefix(*quote).and_then(|text| text.strip_suffix(*quote));
        word.is_some_and(|word| !any(word, |c| matches!(c, '"' | '\'' | ',')))
    })
}

/// A public key, or a set of public keys, as RFC 7517 writes them.
pub(super) fn is_public(text: &str) -> bool {
    is_object(text) && has(text, "kty") && !has_any(text, "d k p")
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
        ] {
            assert!(is_wrapper(text), "{text}");
        }
        for text in [
            r#"{"error":null,"access_token":"s","token_type":"Bearer"}"#,
            r#"{"status":"active","message":"ok","api_key":"s"}"#,
            r#"{"type":"service_account","project_id":"p","private_key":"s"}"#,
            r#"{"kty":"EC","d":"s"}"#,
            "{a}",
        ] {
            assert!(!is_error(text) && !is_wrapper(text) && !is_public(text), "{text}");
        }
        assert!(is_public(r#"{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b"}]}"#));
    }
}
