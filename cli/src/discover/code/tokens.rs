//! Small pieces of token streams.

use proc_macro2::{Ident, TokenStream, TokenTree};

/// The tokens of a file. Of one whose brackets do not pair, as while somebody writes it, they are those of its
/// lines whose do.
pub(super) fn read(text: &str) -> TokenStream {
    // `#!/usr/bin/env`, not `#![attribute]`.
    let is_script =
        text.starts_with("#!") && !text.trim_start_matches("#!").trim().starts_with('[');
    let text = if is_script { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
    text.parse().unwrap_or_else(|_| {
        let lines = text.lines().filter_map(|line| line.parse::<TokenStream>().ok());
        lines.flatten().collect()
    })
}

pub(super) fn is(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// The name, without the `r#` of a raw one.
pub(super) fn name(ident: &Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// The text that a literal is.
pub(super) fn text(token: Option<&TokenTree>) -> Option<String> {
    let Some(TokenTree::Literal(literal)) = token else { return None };
    syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
}

/// The texts among tokens, and where each stands.
pub(super) fn texts(tokens: TokenStream) -> impl Iterator<Item = (usize, String)> {
    tokens.into_iter().enumerate().filter_map(|(at, token)| Some((at, text(Some(&token))?)))
}

/// The text that tokens begin with.
pub(super) fn first_text(tokens: TokenStream) -> Option<String> {
    text(tokens.into_iter().next().as_ref())
}

/// `a::b::` at the end of tokens.
pub(super) fn path_before(mut before: &[TokenTree]) -> Vec<String> {
    let mut path = Vec::new();
    while let [rest @ .., TokenTree::Ident(segment), first, second] = before {
        if !is(Some(first), ':') || !is(Some(second), ':') {
            break;
        }
        path.push(name(segment));
        before = rest;
    }
    path.reverse();
    path
}
