//! YAML keys as Rust identifiers.

use crate::checked::Name;

/// Identifiers that even `r#` cannot make a field of.
const REFUSED: [&str; 4] = ["self", "Self", "super", "crate"];

/// Why a key cannot be an identifier.
#[derive(Debug, PartialEq, Eq)]
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
        match REFUSED.into_iter().find(|word| *word == snake) {
            Some(word) => Err(BadName::Reserved(word)),
            None => Ok(Name { camel: camel(&words), snake }),
        }
    }
}

/// Whether a text is `[A-Za-z][A-Za-z0-9_-]*`.
pub(crate) fn is_plain(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// The words of a key in lower case, for any key: `openAI-key` is `open`, `ai`, `key`.
pub(crate) fn words(key: &str) -> Vec<String> {
    // As most are written: no word begins but after a separator.
    if key.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        let words = key.split(|c: char| !c.is_ascii_alphanumeric());
        return words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    }
    let chars: Vec<char> = key.chars().collect();
    let mut words = vec![String::new()];
    // A digit is of the case before it, so that `GPT4o` and `s3Bucket` break where one reads them.
    let mut upper = false;
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let was_upper = upper;
        if !c.is_numeric() {
            upper = c.is_uppercase();
        }
        let next_lower = chars.get(i + 1).is_some_and(|next| next.is_lowercase());
        if upper && c.is_uppercase() && (!was_upper || next_lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn camel(words: &[String]) -> String {
    let mut camel = String::with_capacity(words.iter().map(String::len).sum());
    for word in words {
        let mut chars = word.chars();
        camel.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        camel.push_str(chars.as_str());
    }
    camel
}

/// The key with everything that is not allowed replaced, where enough is left to propose it.
fn repaired(key: &str) -> Option<String> {
    if key.len() > 64 {
        return None;
    }
    let kept: Vec<String> = words(key)
        .into_iter()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let joined = kept.join("_");
    let joined = joined.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    if joined.is_empty() {
        return None;
    }
    // What is left is of the right shape, so this asks no further.
    let lost =
        key.chars().filter(|c| c.is_alphanumeric()).count() > joined.replace('_', "").len() + 3;
    Name::new(joined).ok().filter(|_| !lost).map(|name| name.snake)
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
