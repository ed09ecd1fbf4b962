//! Whether a file can be parsed without going too deep: the parser calls itself, and a file may be hostile.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Brackets in brackets. The compiler itself stops at 128 unless told otherwise.
const MAX_NESTING: usize = 200;

/// Tokens that may be one expression, such as `1 + 1 + 1 …`, which nests once for each.
const MAX_RUN: usize = 10_000;

/// Signs in a row, such as `&&&&x`, which nest once for each as well, and deeper.
const MAX_SIGNS: usize = 200;

pub(super) fn is_shallow(tokens: &TokenStream) -> bool {
    let mut pending = vec![(tokens.clone(), 0)];
    while let Some((tokens, depth)) = pending.pop() {
        if depth > MAX_NESTING {
            return false;
        }
        let (mut run, mut signs) = (0, 0);
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            run += 1;
            signs = if matches!(token, TokenTree::Punct(_)) { signs + 1 } else { 0 };
            match token {
                TokenTree::Group(group) => {
                    let goes_on =
                        matches!(tokens.peek(), Some(TokenTree::Ident(word)) if word == "else");
                    if group.delimiter() == Delimiter::Brace && !goes_on {
                        run = 0;
                    }
                    pending.push((group.stream(), depth + 1));
                }
                TokenTree::Punct(mark) if matches!(mark.as_char(), ';' | ',') => run = 0,
                _ => {}
            }
            if run > MAX_RUN || signs > MAX_SIGNS {
                return false;
            }
        }
    }
    true
}
