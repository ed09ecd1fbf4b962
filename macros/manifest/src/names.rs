//! YAML keys as Rust identifiers.

use crate::chars::{all, leading, without};
use crate::checked::Name;

/// Identifiers that even `r#` cannot make a field of.
const REFUSED: [&str; 4] = ["self", "Self", "super", "crate"];

/// Why a key cannot be an identifier.
#[derive(Debug)]
pub(crate) enum BadName {
    /// It has none of the allowed shape; perhaps this one was meant.
    Shape(Option<String>),
    /// It becomes a word that Rust keeps for itself.
    Reserved(&'static str),
}

impl Name {
    /// Maps `[A-Za-z][A-Za-z0-9_-]*` to identifiers: `open-ai`, `openAI` and `OpenAI` all become
    /// `open_ai` and `OpenAi`.
    pub(crate) fn new(key: &str) -> Result<Name, BadName> {
        if !is_plain(key) {
            return Err(BadName::Shape(repaired(key)));
        }
        let words = words(key);
        let snake = words.join("_");
        for word in &REFUSED {
            if *word == snake {
                return Err(BadName::Reserved(word));
            }
        }
        Ok(Name { camel: camel(&words), snake })
    }
}

/// Whether a text is `[A-Za-z][A-Za-z0-9_-]*`.
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
        && all(text, |c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// The words of a key in lower case, for any key: `openAI-key` is `open`, `ai`, `key`.
pub(crate) fn words(key: &str) -> Vec<String> {
    // As most are written: no word begins but after a separator.
    if all(key, |c| c.is_ascii() && !c.is_ascii_uppercase()) {
        let mut words = Vec::new();
        let mut rest = key;
        while !rest.is_empty() {
            let (word, others) = leading(rest, |c| c.is_ascii_alphanumeric());
            if !word.is_empty() {
                words.push(word.to_owned());
            }
            rest = others.get(1..).unwrap_or_default();
        }
        return words;
    }
    let mut words = vec![String::new()];
    // A digit is of the case before it, so that `GPT4o` and `s3Bucket` break where one reads them.
    let mut upper = false;
    let mut chars = key.chars();
    while let Some(c) = chars.next() {
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let was_upper = upper;
        if !c.is_numeric() {
            upper = c.is_uppercase();
        }
        let next_lower = chars.clone().next().is_some_and(char::is_lowercase);
        if upper && c.is_uppercase() && (!was_upper || next_lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    let mut filled = Vec::with_capacity(words.len());
    for word in words {
        if !word.is_empty() {
            filled.push(word);
        }
    }
    filled
}

fn camel(words: &[String]) -> String {
    let mut camel = String::new();
    for word in words {
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            camel.push(first.to_ascii_uppercase());
        }
        camel.push_str(chars.as_str());
    }
    camel
}

/// The key with everything that is not allowed replaced, where enough is left to propose it.
fn repaired(key: &str) -> Option<String> {
    if key.len() > 64 {
        return None;
    }
    let mut kept = Vec::new();
    for word in words(key) {
        let word = without(&word, |c| !c.is_ascii_alphanumeric());
        if !word.is_empty() {
            kept.push(word);
        }
    }
    let joined = kept.join("_");
    let (_, joined) = leading(&joined, |c| !c.is_ascii_alphabetic());
    let all = without(key, |c| !c.is_alphanumeric()).chars().count();
    let is_enough = all <= without(joined, |c| c == '_').len() + 3;
    if joined.is_empty() || !is_enough {
        return None;
    }
    // What is left is of the right shape, so this asks no further.
    Name::new(joined).ok().map(|name| name.snake)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_identifiers() {
        for (key, snake, camel) in [
            ("anthropic_sonnet", "anthropic_sonnet", "AnthropicSonnet"),
            ("open-ai", "open_ai", "OpenAi"),
            ("OpenAI", "open_ai", "OpenAi"),
            ("HTTPServer", "http_server", "HttpServer"),
            ("type", "type", "Type"),
            ("gpt4o", "gpt4o", "Gpt4o"),
            ("GPT4", "gpt4", "Gpt4"),
            ("s3Bucket", "s3_bucket", "S3Bucket"),
            ("a__b-", "a_b", "AB"),
            ("a_1", "a_1", "A1"),
            ("X", "x", "X"),
        ] {
            let name = Name::new(key).unwrap();
            assert_eq!((name.snake.as_str(), name.camel.as_str()), (snake, camel), "{key}");
        }
    }

    #[test]
    fn reserved_words_are_refused_however_written() {
        for key in ["self", "Self", "SELF", "super", "crate", "Crate", "self_", "super--"] {
            assert!(matches!(Name::new(key), Err(BadName::Reserved(_))), "{key}");
        }
    }

    #[test]
    fn other_shapes_get_a_proposal() {
        let proposal = |key| match Name::new(key) {
            Err(BadName::Shape(proposal)) => proposal,
            other => panic!("{other:?}"),
        };
        assert_eq!(proposal("my key!").as_deref(), Some("my_key"));
        assert_eq!(proposal("1password").as_deref(), Some("password"));
        assert_eq!(proposal("_x").as_deref(), Some("x"));
        assert_eq!(proposal(""), None);
        assert_eq!(proposal("Ж"), None);
    }
}
