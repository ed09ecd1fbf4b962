//! The macro's own input.
//!
//! Read by hand: the grammar is a line, and a parser of Rust would be a tenth of what a user's cold
//! build pays for this macro.

use proc_macro::{Delimiter, Group, Ident, Span, TokenStream, TokenTree, token_stream};

/// `[$crate] "path"`, and perhaps `, pub(crate) struct Name`.
pub(crate) struct Input {
    pub(crate) runtime: TokenStream,
    pub(crate) path: Path,
    pub(crate) item: Option<Item>,
}

/// The manifest's path as it was written.
pub(crate) struct Path {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// `pub(crate) struct Name`.
pub(crate) struct Item {
    pub(crate) visibility: TokenStream,
    pub(crate) name: Ident,
}

/// What is wrong with the input, and where.
#[derive(Debug)]
pub(crate) struct Misuse {
    pub(crate) message: &'static str,
    pub(crate) span: Span,
}

impl Misuse {
    /// At the token, or at the whole call where the input ended.
    fn at(found: Option<&TokenTree>, message: &'static str) -> Self {
        Self { message, span: found.map_or_else(Span::call_site, TokenTree::span) }
    }
}

const NO_PATH: &str = "expected the manifest's path as a string literal, as in \
                       `credentials!(\"provider_credentials.yaml\")`";
const ESCAPES: &str =
    "escapes are not read in a manifest's path, write it as a raw string: `r\"…\"`";
const NO_STRUCT: &str = "expected the struct to generate, as in `pub(crate) struct Name`";
const MORE: &str = "unexpected text, expected nothing, or `, pub struct Name` after the path";

impl Input {
    pub(crate) fn parse(input: TokenStream) -> Result<Self, Misuse> {
        let mut tokens = Tokens::new(input);
        let runtime = match tokens.next() {
            Some(TokenTree::Group(group)) => group.stream(),
            other => return Err(Misuse::at(other.as_ref(), NO_PATH)),
        };
        let path = tokens.path()?;
        let item = match tokens.next() {
            None => None,
            Some(token) if is(&token, ',') => tokens.item()?,
            Some(token) => return Err(Misuse::at(Some(&token), MORE)),
        };
        match tokens.next() {
            None => Ok(Self { runtime, path, item }),
            Some(token) => Err(Misuse::at(Some(&token), MORE)),
        }
    }
}

/// The tokens that are left; invisible groups, which `macro_rules` puts around what it passes on,
/// count as what is in them.
struct Tokens(Vec<token_stream::IntoIter>);

impl Tokens {
    fn new(tokens: TokenStream) -> Self {
        Self(vec![tokens.into_iter()])
    }

    fn next(&mut self) -> Option<TokenTree> {
        while let Some(innermost) = self.0.last_mut() {
            match innermost.next() {
                None => drop(self.0.pop()),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
                    self.0.push(group.stream().into_iter());
                }
                Some(token) => return Some(token),
            }
        }
        None
    }

    fn path(&mut self) -> Result<Path, Misuse> {
        let token = self.next();
        let Some(TokenTree::Literal(literal)) = &token else {
            return Err(Misuse::at(token.as_ref(), NO_PATH));
        };
        match unquoted(&literal.to_string()) {
            Unquoted::Text(text) => Ok(Path { text, span: literal.span() }),
            Unquoted::Escapes => Err(Misuse::at(token.as_ref(), ESCAPES)),
            Unquoted::NoString => Err(Misuse::at(token.as_ref(), NO_PATH)),
        }
    }

    /// What follows the comma, if anything does.
    fn item(&mut self) -> Result<Option<Item>, Misuse> {
        let Some(mut token) = self.next() else {
            return Ok(None);
        };
        let mut visibility = TokenStream::new();
        if is_word(&token, "pub") {
            visibility.extend([token]);
            let mut following = self.next();
            if let Some(TokenTree::Group(group)) = &following {
                if group.delimiter() == Delimiter::Parenthesis {
                    visibility.extend([TokenTree::Group(Group::clone(group))]);
                    following = self.next();
                }
            }
            token = following.ok_or_else(|| Misuse::at(None, NO_STRUCT))?;
        }
        if !is_word(&token, "struct") {
            return Err(Misuse::at(Some(&token), NO_STRUCT));
        }
        let name = match self.next() {
            Some(TokenTree::Ident(name)) => name,
            other => return Err(Misuse::at(other.as_ref().or(Some(&token)), NO_STRUCT)),
        };
        match self.next() {
            Some(token) if !is(&token, ',') && !is(&token, ';') => {
                Err(Misuse::at(Some(&token), MORE))
            }
            _ => Ok(Some(Item { visibility, name })),
        }
    }
}

fn is(token: &TokenTree, punctuation: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == punctuation)
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident.to_string() == word)
}

#[derive(Debug, PartialEq, Eq)]
enum Unquoted {
    Text(String),
    Escapes,
    NoString,
}

/// The text of `"…"`, `r"…"` or `r#"…"#`.
fn unquoted(literal: &str) -> Unquoted {
    if let Some(raw) = literal.strip_prefix('r') {
        let inner = raw.trim_matches('#');
        return match inner.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
            Some(text) => Unquoted::Text(text.to_owned()),
            None => Unquoted::NoString,
        };
    }
    match literal.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
        Some(text) if text.contains('\\') => Unquoted::Escapes,
        Some(text) => Unquoted::Text(text.to_owned()),
        None => Unquoted::NoString,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_as_rust_reads_them() {
        let text = |text: &str| Unquoted::Text(text.to_owned());
        for (literal, expected) in [
            ("\"a.yaml\"", text("a.yaml")),
            ("\"\"", text("")),
            ("r\"a\\b\"", text("a\\b")),
            ("r##\"a\"#b\"##", text("a\"#b")),
            ("\"a\\\\b\"", Unquoted::Escapes),
            ("b\"a\"", Unquoted::NoString),
            ("c\"a\"", Unquoted::NoString),
            ("'a'", Unquoted::NoString),
            ("1", Unquoted::NoString),
        ] {
            assert_eq!(unquoted(literal), expected, "{literal}");
        }
    }
}
