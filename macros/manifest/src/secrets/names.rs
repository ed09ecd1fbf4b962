//! The names of keys that hold a secret: a table, and who is called so.

use super::unseen::is_invisible;
use crate::chars::{all, any, trailing, without};
use crate::names;

/// The last words of a key whose value is a secret.
pub(crate) struct SecretName {
    /// As it is written most: its words with `_`, or as one.
    pub(crate) name: &'static str,
    words: &'static [&'static str],
    /// Whether longer words end so, such as `openaiapikey`.
    ends_words: bool,
    /// The digits that a number has which is one.
    digits: Digits,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    /// A number is as secret as a word.
    Any,
    /// Less are a place on a board.
    Four,
    /// A number is a count.
    Never,
}

const fn name(name: &'static str, words: &'static [&'static str]) -> SecretName {
    SecretName { name, words, ends_words: true, digits: Digits::Any }
}

impl SecretName {
    /// Other words end so: `compass`.
    const fn alone(self) -> Self {
        SecretName { ends_words: false, ..self }
    }

    const fn digits(self, digits: Digits) -> Self {
        SecretName { digits, ..self }
    }
}

/// What ends in another of them needs no row: `auth_token`, `client_secret`.
pub(crate) static NAMES: &[SecretName] = &[
    name("api_key", &["api", "key"]),
    name("access_key", &["access", "key"]),
    name("private_key", &["private", "key"]),
    name("secret_key", &["secret", "key"]),
    name("signing_key", &["signing", "key"]),
    name("encryption_key", &["encryption", "key"]),
    name("token", &["token"]),
    name("password", &["pass", "word"]),
    name("passwd", &["passwd"]),
    name("pass", &["pass"]).alone(),
    name("pwd", &["pwd"]).alone(),
    name("passphrase", &["pass", "phrase"]),
    name("passcode", &["pass", "code"]).digits(Digits::Four),
    name("pin", &["pin"]).alone().digits(Digits::Four),
    name("secret", &["secret"]),
    name("credentials", &["credentials"]).alone().digits(Digits::Never),
    name("connection_string", &["connection", "string"]).digits(Digits::Never),
];

/// Whether a key says that its value is a secret: `openai-apiKey`, but not `token_url`.
pub(crate) fn is_secret_name(key: &str) -> bool {
    find(key).is_some()
}

/// Whether a number under such a key is none: `pin: 17`.
pub(crate) fn is_plain_number(key: &str, text: &str) -> bool {
    let text = text.trim();
    let is_number = !text.is_empty() && all(text, |c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    is_number
        && find(key).is_some_and(|name| match name.digits {
            Digits::Any => false,
            Digits::Four => without(text, |c| !c.is_ascii_digit()).len() < 4,
            Digits::Never => true,
        })
}

/// Whether the key holds a secret only where its value is one text: under `credentials` are settings as
/// often, each with a name of its own.
pub(crate) fn holds_text_only(key: &str) -> bool {
    find(key).is_some_and(|name| name.digits == Digits::Never)
}

fn find(key: &str) -> Option<&'static SecretName> {
    if !key.is_ascii() && any(key, is_invisible) {
        return find(&without(key, is_invisible));
    }
    // Every key is asked, and few end so.
    let (end, _) = trailing(key, |c| !c.is_alphanumeric());
    let last = end.as_bytes().last().map_or(0, u8::to_ascii_lowercase);
    if !matches!(last, b'd' | b'e' | b'g' | b'n' | b's' | b't' | b'y') {
        return None;
    }
    let may_be = |name: &SecretName| {
        name.words.last().is_some_and(|last| {
            let tail = end.len().checked_sub(last.len()).and_then(|at| end.get(at..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(last))
        })
    };
    if !NAMES.iter().any(may_be) {
        return None;
    }
    let words = names::words(key);
    // Ours is a list.
    if matches!(words.as_slice(), [.., provider, _] if provider == "provider") {
        return None;
    }
    // Ours names one. A key of AWS is known by its form.
    if matches!(key, "aws_secret" | "azure_secret" | "gcp_secret") {
        return None;
    }
    NAMES.iter().find(|name| name.is_end_of(&words))
}

impl SecretName {
    fn is_end_of(&self, words: &[String]) -> bool {
        let tail = words.get(words.len().saturating_sub(self.words.len())..);
        if tail.is_some_and(|tail| tail == self.words) {
            return true;
        }
        let mut rest = match words.last() {
            Some(last) => last.as_str(),
            None => return false,
        };
        for word in self.words.iter().rev() {
            match rest.strip_suffix(word) {
                Some(before) => rest = before,
                None => return false,
            }
        }
        rest.is_empty() || self.ends_words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_written() {
        for row in NAMES {
            let parts: Vec<&str> = row.name.split('_').collect();
            let camel = |part: &str| {
                let (first, rest) = part.split_at(1);
                first.to_uppercase() + rest
            };
            let upper: String = parts.iter().map(|part| camel(part)).collect();
            let (first, rest) = upper.split_at(1);
            for key in [
                row.name.to_owned(),
                parts.join("-"),
                parts.concat(),
                row.name.to_uppercase(),
                first.to_lowercase() + rest,
                format!("openai_{}", row.name),
                format!("openai-{}", parts.join("-")),
                format!("openai{upper}"),
            ] {
                assert_eq!(find(&key).map(|row| row.name), Some(row.name), "{key}");
            }
        }
        for key in
            ["auth_token", "accessToken", "authtoken", "openaiapikey", "passCode", "PASS-WORD"]
        {
            assert!(is_secret_name(key), "{key}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for key in [
            "max_tokens",
            "tokens",
            "token_limit",
            "token_url",
            "pin_version",
            "pinned",
            "spin",
            "pins",
            "compass",
            "bypass",
            "monkey",
            "key",
            "keyboard",
            "public_key",
            "key_id",
            "access_key_id",
            "credentials_file",
            "credential",
            "provider_credentials",
            "provider-credentials",
            "connection",
            "string",
            "connection_string_name",
            "secret_name",
            "secrets",
            "aws_secret",
            "azure_secret",
            "gcp_secret",
            "password_policy",
            "encryption",
            "signing_key_id",
            "passcode_length",
            "api_keys",
            "",
        ] {
            assert!(!is_secret_name(key), "{key}");
        }
    }

    #[test]
    fn numbers_are_secrets_by_name() {
        for (key, number) in [
            ("pin", "17"),
            ("led_pin", "0"),
            ("passcode", "123"),
            ("credentials", "300000"),
            ("connection_string", "5"),
            ("pin", "1.2"),
        ] {
            assert!(is_plain_number(key, number), "{key}: {number}");
        }
        for (key, number) in [
            ("pin", "0042"),
            ("pin", "1234"),
            ("passcode", "12-34"),
            ("password", "1"),
            ("token", "5"),
            ("pin", "a1"),
            ("pin", ""),
            ("size", "1"),
        ] {
            assert!(!is_plain_number(key, number), "{key}: {number}");
        }
    }
}
