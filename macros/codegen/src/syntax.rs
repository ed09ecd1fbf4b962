//! The little of Rust's grammar that a build script may give as text.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::expand::ident::is_keyword;

/// An identifier that can name a struct: <https://doc.rust-lang.org/reference/identifiers.html>.
pub(crate) fn identifier(text: &str) -> Option<Ident> {
    let ident = word(text)?;
    if is_path_keyword(text) || is_keyword(text) { None } else { Some(ident) }
}

pub(crate) fn path(text: &str) -> Option<TokenStream> {
    if is_path(text) { text.parse().ok() } else { None }
}

pub(crate) fn visibility(text: &str) -> Option<TokenStream> {
    if is_visibility(text) { text.parse().ok() } else { None }
}

/// `::a::b`, `a::b`, `crate::a`, `super::a`.
fn is_path(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix("::").unwrap_or(text);
    text.split("::")
        .map(str::trim)
        .all(|segment| identifier(segment).is_some() || is_path_keyword(segment))
}

/// Nothing, `pub`, `pub(crate)`, `pub(self)`, `pub(super)` or `pub(in path)`.
fn is_visibility(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text == "pub" {
        return true;
    }
    let within = text
        .strip_prefix("pub")
        .map(str::trim_start)
        .and_then(|text| text.strip_prefix('('))
        .and_then(|text| text.strip_suffix(')'))
        .map(str::trim);
    match within {
        Some("crate" | "self" | "super") => true,
        Some(within) => within
            .strip_prefix("in")
            .is_some_and(|path| path.starts_with(char::is_whitespace) && is_path(path)),
        None => false,
    }
}

/// One word and nothing else, as the lexer has it: `char` calls letters alphabetic that Rust does not.
fn word(text: &str) -> Option<Ident> {
    let mut tokens = text.parse::<TokenStream>().ok()?.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(ident)), None) if ident == text && text != "_" => Some(ident),
        _ => None,
    }
}

/// What even `r#` does not make a name.
fn is_path_keyword(text: &str) -> bool {
    matches!(text, "crate" | "self" | "super" | "Self")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        for valid in ["Credentials", "_a", "a1", "r#type", "Schlüssel", "union"] {
            assert_eq!(identifier(valid).unwrap().to_string(), valid);
        }
        for invalid in [
            "",
            "_",
            "1a",
            "a b",
            "a-b",
            "type",
            "r#self",
            "r#_",
            "Self",
            "a;",
            "A { }",
            "r#",
            " a",
            "a//",
            "\u{24d0}",
            "a\u{24d0}",
            "\0",
            "\"",
        ] {
            assert!(identifier(invalid).is_none(), "{invalid}");
        }
    }

    #[test]
    fn paths() {
        for valid in ["a", "::a", "crate::a", "super::super::a", " ::a :: b ", "r#type::a"] {
            assert!(is_path(valid), "{valid}");
        }
        for invalid in ["", "::", "a::", "a:b", "a.b", "a::type", "a;b", "a b"] {
            assert!(!is_path(invalid), "{invalid}");
        }
    }

    #[test]
    fn visibilities() {
        for valid in [
            "",
            "pub",
            "pub(crate)",
            "pub (self)",
            "pub( super )",
            "pub(in crate::a)",
            "pub(in\tcrate::a)",
        ] {
            assert!(is_visibility(valid), "{valid}");
        }
        for invalid in [
            "public",
            "pub(",
            "pub()",
            "pub(crate",
            "pub(all)",
            "pub(in)",
            "pub(in 1)",
            "pub(inside)",
            "crate",
        ] {
            assert!(!is_visibility(invalid), "{invalid}");
        }
    }
}
