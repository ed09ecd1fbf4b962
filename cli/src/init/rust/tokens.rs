//! Calls among tokens that are no Rust by themselves: in macros with a syntax of their own, and in files that do not
//! parse.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use super::facts::Argument;
use super::imports::name;
use super::macros::mentions;
use super::postfix::Step;
use super::structs::named;

/// `path(argument …)` or `path!(argument …)`, and what stands behind it.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) path: Vec<String>,
    pub(super) is_macro: bool,
    pub(super) argument: Argument,
    /// Its first argument as it is shown.
    pub(super) shown: String,
    pub(super) steps: Vec<Step>,
    pub(super) span: Span,
}

/// The tokens of a path are fewer.
const MAX_NAME: usize = 32;

pub(super) fn calls(tokens: TokenStream) -> Vec<Call> {
    let mut found = Vec::new();
    // Without recursion: these are the tokens that may nest as deep as they like.
    let mut pending = vec![tokens];
    while let Some(tokens) = pending.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for at in 0..tokens.len() {
            let (before, rest) = tokens.split_at(at);
            let [TokenTree::Group(group), behind @ ..] = rest else { continue };
            pending.push(group.stream());
            if group.delimiter() == Delimiter::Parenthesis {
                found.extend(call(before, group, behind));
            }
        }
    }
    found
}

fn call(before: &[TokenTree], group: &Group, behind: &[TokenTree]) -> Option<Call> {
    let is_mark = |token: Option<&TokenTree>, sign: char| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == sign);
    let (mut rest, is_macro) = match before {
        [rest @ .., mark] if is_mark(Some(mark), '!') => (rest, true),
        rest => (rest, false),
    };
    let mut path = Vec::new();
    let mut span = None;
    while let [earlier @ .., TokenTree::Ident(word)] = rest {
        path.push(name(word));
        span = Some(word.span());
        match earlier {
            [earlier @ .., first, second]
                if is_mark(Some(first), ':') && is_mark(Some(second), ':') =>
            {
                rest = earlier;
            }
            _ => {
                rest = earlier;
                break;
            }
        }
    }
    // A method is a function of another type.
    if is_mark(rest.last(), '.') {
        return None;
    }
    path.reverse();
    let first: Vec<TokenTree> = group
        .stream()
        .into_iter()
        .take_while(|token| !is_mark(Some(token), ','))
        .take(MAX_NAME)
        .collect();
    // A name, and nothing that nests: these tokens may, as deep as they like.
    let nests =
        first.iter().any(|token| matches!(token, TokenTree::Group(_))) || first.len() == MAX_NAME;
    let first = if nests { None } else { syn::parse2(first.into_iter().collect()).ok() };
    let argument = first.map_or(Argument::Unknown, |expr| named(&expr));
    let shown = shown(&argument);
    Some(Call { path, is_macro, argument, shown, steps: steps(behind), span: span? })
}

/// An argument as it is shown: a name, and nothing else.
pub(super) fn shown(argument: &Argument) -> String {
    match argument {
        Argument::Text(text) if super::super::dotenv::is_name(text) => format!("\"{text}\""),
        Argument::Constant(name) => name.clone(),
        _ => "…".to_owned(),
    }
}

fn steps(mut behind: &[TokenTree]) -> Vec<Step> {
    let mut steps = Vec::new();
    loop {
        behind = match behind {
            [TokenTree::Punct(mark), rest @ ..] if mark.as_char() == '?' => {
                steps.push(Step::Question);
                rest
            }
            [
                TokenTree::Punct(mark),
                TokenTree::Ident(method),
                TokenTree::Group(arguments),
                rest @ ..,
            ] if mark.as_char() == '.' => {
                steps.push(Step::Method {
                    name: method.to_string(),
                    has_arguments: !arguments.stream().is_empty(),
                    fails: mentions(&arguments.stream(), &|word| {
                        matches!(word, "panic" | "exit" | "abort" | "unreachable")
                    }),
                });
                rest
            }
            _ => return steps,
        };
    }
}
