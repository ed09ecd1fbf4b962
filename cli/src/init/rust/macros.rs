//! The arguments of macros: what most of them take is expressions or statements.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Stmt, Token};

/// What the tokens of a macro are.
pub(super) enum Body {
    Exprs(Punctuated<Expr, Token![,]>),
    Statements(Vec<Stmt>),
    Tokens,
}

pub(super) fn body(tokens: &TokenStream) -> Body {
    if let Ok(exprs) = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()) {
        return Body::Exprs(exprs);
    }
    match Block::parse_within.parse2(tokens.clone()) {
        Ok(statements) => Body::Statements(statements),
        Err(_) => Body::Tokens,
    }
}

/// Whether one of these names is among the tokens, however deep.
pub(super) fn mentions(tokens: &TokenStream, is_wanted: &dyn Fn(&str) -> bool) -> bool {
    let mut pending = vec![tokens.clone()];
    while let Some(tokens) = pending.pop() {
        for token in tokens {
            match token {
                TokenTree::Group(group) => pending.push(group.stream()),
                TokenTree::Ident(word) if is_wanted(&word.to_string()) => return true,
                _ => {}
            }
        }
    }
    false
}
