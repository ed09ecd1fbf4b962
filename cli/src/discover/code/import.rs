//! What `use` and `extern crate` bring into a file.

use proc_macro2::{TokenStream, TokenTree};

use super::facts::Import;
use super::tokens::{is, name};

/// The leaves of what stands between `use` and its semicolon.
pub(super) fn leaves(tokens: &[TokenTree]) -> Vec<Import> {
    let is_end = |token: &TokenTree| {
        is(Some(token), ';') || matches!(token, TokenTree::Ident(word) if word == "use")
    };
    let tokens = tokens.iter().take_while(|token| !is_end(token)).cloned();
    let mut found = Vec::new();
    // Without recursion: what nests as deep as it likes must not end this program.
    let mut pending: Vec<(TokenStream, Vec<String>)> = vec![(tokens.collect(), Vec::new())];
    while let Some((tokens, prefix)) = pending.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for tree in tokens.split(|token| is(Some(token), ',')) {
            let mut path = prefix.clone();
            let mut rest = tree;
            while let Some((token, behind)) = rest.split_first() {
                rest = behind;
                match token {
                    TokenTree::Ident(word) if word == "as" => break,
                    TokenTree::Ident(segment) => path.push(name(segment)),
                    TokenTree::Group(group) => {
                        pending.push((group.stream(), std::mem::take(&mut path)));
                    }
                    TokenTree::Punct(mark) if mark.as_char() == '*' => {
                        found.push(Import { path: std::mem::take(&mut path), name: None });
                    }
                    _ => {}
                }
            }
            if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                path.pop();
            }
            let own = path.last().cloned();
            let other = match rest {
                [TokenTree::Ident(other)] => Some(name(other)),
                _ => own,
            };
            if other.is_some() {
                found.push(Import { path, name: other });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let tokens: Vec<TokenTree> =
            text.parse::<TokenStream>().expect("tokens").into_iter().collect();
        let mut found: Vec<String> = leaves(&tokens)
            .into_iter()
            .map(|import| {
                format!("{} {}", import.path.join("::"), import.name.unwrap_or("*".into()))
            })
            .collect();
        found.sort();
        found
    }

    #[test]
    fn trees_have_leaves() {
        assert_eq!(of("a::b; c"), ["a::b b"]);
        assert_eq!(of("::a::b as c;"), ["a::b c"]);
        assert_eq!(of("a::*;"), ["a *"]);
        assert_eq!(
            of("a::{self, b::{c, d as e}, r#type, f::{self as g}};"),
            ["a a", "a::b::c c", "a::b::d e", "a::f g", "a::type type"]
        );
        assert_eq!(of("{a, b::c};"), ["a a", "b::c c"]);
    }
}
