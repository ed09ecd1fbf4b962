//! From the generator's text to tokens, with the user's own tokens in it.

use proc_macro::{Group, Ident, Span, TokenStream, TokenTree, token_stream};

use crate::input::Input;

/// The tokens that stand for `$runtime`, `$visibility` and `$name`. Their text would not do: the
/// macro's `$crate` has none, and an error points to where the user wrote the struct's name.
pub(crate) struct Splice {
    runtime: TokenStream,
    visibility: TokenStream,
    name: TokenStream,
}

impl Splice {
    pub(crate) fn new(input: Input) -> Self {
        let (visibility, name) = match input.item {
            Some(item) => (item.visibility, item.name),
            None => (
                one(Ident::new("pub", Span::call_site()).into()),
                Ident::new("Credentials", Span::call_site()),
            ),
        };
        Self { runtime: input.runtime, visibility, name: one(name.into()) }
    }

    /// What the placeholders became; all other tokens belong to the macro call.
    pub(crate) fn apply(&self, code: TokenStream) -> TokenStream {
        let mut tokens = code.into_iter();
        let mut spliced = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '$' => {
                    spliced.extend(self.placeholder(&mut tokens));
                }
                TokenTree::Group(group) => {
                    spliced.push(Group::new(group.delimiter(), self.apply(group.stream())).into());
                }
                token => spliced.push(token),
            }
        }
        spliced.into_iter().collect()
    }

    fn placeholder(&self, tokens: &mut token_stream::IntoIter) -> TokenStream {
        let word = tokens.next().map(|token| token.to_string());
        match word.as_deref() {
            Some("runtime") => self.runtime.clone(),
            Some("visibility") => self.visibility.clone(),
            Some("name") => self.name.clone(),
            // The generator writes no other.
            _ => TokenStream::new(),
        }
    }
}

fn one(token: TokenTree) -> TokenStream {
    token.into()
}
