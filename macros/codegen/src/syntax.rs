//! The little of Rust's grammar that a build script may give as text.

use proc_macro2::{Ident, Span, TokenStream};

use crate::expand::ident::is_keyword;

pub(crate) fn identifier(text: &str) -> Option<Ident> {
    if !is_identifier(text) {
        return None;
    }
    Some(match text.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(text, Span::call_site()),
    })
}

pub(crate) fn path(text: &str) -> Option<TokenStream> {
    if is_path(text) { text.parse().ok() } else { None }
}

pub(crate) fn visibility(text: &str) -> Option<TokenStream> {
    if is_visibility(text) { text.parse().ok() } else { None }
}

/// An identifier that can name a struct: <https://doc.rust-lang.org/reference/identifiers.html>,
/// less the letters that `char` does not call alphabetic.
fn is_identifier(text: &str) -> bool {
    match text.strip_prefix("r#") {
        Some(raw) => is_word(raw) && !is_path_keyword(raw),
        None => is_word(text) && !is_path_keyword(text) && !is_keyword(text),
    }
}

/// `::a::b`, `a::b`, `crate::a`, `super::a`.
fn is_path(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix("::").unwrap_or(text);
    text.split("::")
        .map(str::trim)
        .all(|segment| is_identifier(segment) || is_path_keyword(segment))
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

fn is_word(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().is_some_and(|first| first == '_' || first.is_alphabetic());
    first && text != "_" && letters.all(|letter| letter == '_' || letter.is_alphanumeric())
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
            assert!(is_identifier(valid), "{valid}");
        }
        for invalid in
            ["", "_", "1a", "a b", "a-b", "type", "r#self", "r#_", "Self", "a;", "A { }", "r#"]
        {
            assert!(!is_identifier(invalid), "{invalid}");
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
