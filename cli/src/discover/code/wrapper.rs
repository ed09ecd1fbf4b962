//! Macros by example that give an argument on to another macro.

use proc_macro2::{TokenStream, TokenTree};

use super::tokens::{is, name};

/// The macros that are called with a variable of these rules as their first argument.
pub(super) fn calls(rules: TokenStream) -> Vec<String> {
    let mut calls = Vec::new();
    // Without recursion: what nests as deep as it likes must not end this program.
    let mut pending = vec![rules];
    while let Some(tokens) = pending.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for window in tokens.windows(3) {
            if let [TokenTree::Ident(called), mark, TokenTree::Group(input)] = window {
                if is(Some(mark), '!') && is(input.stream().into_iter().next().as_ref(), '$') {
                    calls.push(name(called));
                }
            }
        }
        pending.extend(tokens.into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        }));
    }
    calls
}
