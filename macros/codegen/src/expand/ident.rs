use proc_macro2::{Ident, Span};
use provider_credentials_manifest::checked::Name;

/// Words that cannot be a field's name as they are, in edition 2024 or any before it, the reserved
/// ones included: <https://doc.rust-lang.org/reference/keywords.html>. Of the weak keywords only
/// `dyn` is here, a strict one since 2018; `self`, `super` and `crate`, which even `r#` does not
/// help, never get past the checker.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// The name of a field.
pub(super) fn field(name: &Name) -> Ident {
    if is_keyword(&name.snake) {
        Ident::new_raw(&name.snake, Span::call_site())
    } else {
        Ident::new(&name.snake, Span::call_site())
    }
}

/// The name of a variant or a type.
pub(super) fn camel(name: &Name) -> Ident {
    Ident::new(&name.camel, Span::call_site())
}
