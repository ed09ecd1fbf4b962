//! The generator's tokens as the compiler's.
//!
//! `proc_macro2` does that itself with its feature `proc-macro`, which makes it and `quote` a quarter larger in every
//! user's cold build. Without, the user's own tokens cannot go through the generator: names stand for them.

use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// A name in generated code, and the tokens that it stands for.
pub(crate) type StandIn = (&'static str, TokenStream);

/// All with that span, but the user's own tokens, which keep theirs.
pub(crate) fn convert(
    generated: proc_macro2::TokenStream,
    own: &[StandIn],
    span: Span,
) -> TokenStream {
    let mut converted = Vec::new();
    for token in generated {
        let mut token = match token {
            proc_macro2::TokenTree::Group(group) => {
                let inside = convert(group.stream(), own, span);
                TokenTree::Group(Group::new(delimiter(group.delimiter()), inside))
            }
            proc_macro2::TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if let Some((_, tokens)) = own.iter().find(|(stand_in, _)| *stand_in == name) {
                    converted.extend(tokens.clone());
                    continue;
                }
                TokenTree::Ident(match name.strip_prefix("r#") {
                    Some(raw) => Ident::new_raw(raw, span),
                    None => Ident::new(&name, span),
                })
            }
            proc_macro2::TokenTree::Punct(punct) => {
                TokenTree::Punct(Punct::new(punct.as_char(), spacing(punct.spacing())))
            }
            proc_macro2::TokenTree::Literal(literal) => {
                TokenTree::Literal(literal_of(&literal.to_string()))
            }
        };
        token.set_span(span);
        converted.push(token);
    }
    converted.into_iter().collect()
}

fn literal_of(text: &str) -> Literal {
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match inside {
        // Most are such: without a question to the compiler.
        Some(inside) if !inside.contains('\\') => Literal::string(inside),
        // What is none, which cannot be, would not compile as a string where it is to be a number.
        _ => text.parse().unwrap_or_else(|_| Literal::string(text)),
    }
}

fn delimiter(delimiter: proc_macro2::Delimiter) -> Delimiter {
    match delimiter {
        proc_macro2::Delimiter::Parenthesis => Delimiter::Parenthesis,
        proc_macro2::Delimiter::Brace => Delimiter::Brace,
        proc_macro2::Delimiter::Bracket => Delimiter::Bracket,
        proc_macro2::Delimiter::None => Delimiter::None,
    }
}

fn spacing(spacing: proc_macro2::Spacing) -> Spacing {
    match spacing {
        proc_macro2::Spacing::Alone => Spacing::Alone,
        proc_macro2::Spacing::Joint => Spacing::Joint,
    }
}
