use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream};
use syn::token::Paren;
use syn::{LitStr, Token, bracketed};

/// `[$crate] "path"`, and perhaps `, pub(crate) struct Name`.
pub(crate) struct Input {
    pub(crate) runtime: TokenStream,
    pub(crate) path: LitStr,
    pub(crate) item: Option<Item>,
}

/// `pub(crate) struct Name`.
pub(crate) struct Item {
    pub(crate) visibility: TokenStream,
    pub(crate) name: Ident,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let runtime;
        bracketed!(runtime in input);
        let runtime = runtime.parse()?;
        if !input.peek(LitStr) {
            let message = "expected the manifest's path as a string literal, as in \
                           `credentials!(\"provider_credentials.yaml\")`";
            return Err(input.error(message));
        }
        let path = input.parse()?;
        let comma: Option<Token![,]> = input.parse()?;
        let item = match comma {
            Some(_) if !input.is_empty() => Some(input.parse()?),
            _ => None,
        };
        let _: Option<Token![;]> = input.parse()?;
        let _: Option<Token![,]> = input.parse()?;
        if !input.is_empty() {
            let message =
                "unexpected text, expected nothing, or `, pub struct Name` after the path";
            return Err(input.error(message));
        }
        Ok(Self { runtime, path, item })
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let visibility = visibility(input)?;
        if !input.peek(Token![struct]) {
            let message = "expected the struct to generate, as in `pub(crate) struct Name`";
            return Err(input.error(message));
        }
        let _: Token![struct] = input.parse()?;
        if !input.peek(syn::Ident) {
            return Err(input.error("expected the struct's name, as in `pub(crate) struct Name`"));
        }
        let name = input.parse()?;
        Ok(Self { visibility, name })
    }
}

/// `pub`, `pub(…)` or nothing. What stands in the parentheses is for rustc to judge; syn's own
/// type would need its `derive` feature, half as large again as all we use.
fn visibility(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut visibility = TokenStream::new();
    if input.peek(Token![pub]) {
        visibility.extend([input.parse::<TokenTree>()?]);
        if input.peek(Paren) {
            visibility.extend([input.parse::<TokenTree>()?]);
        }
    }
    Ok(visibility)
}
