//! The proc-macro behind `provider_credentials::credentials!`.
//!
//! Depend on [`provider-credentials`](https://docs.rs/provider-credentials) instead: its macro
//! finds the runtime by whatever name your `Cargo.toml` gives it.

#![forbid(unsafe_code)]

mod convert;
mod errors;
mod input;

use std::env;
use std::path::PathBuf;

use proc_macro::{Ident, Span, TokenStream, TokenTree};
use provider_credentials_codegen::{Options, Report, SourceFile, generate};

use convert::{StandIn, convert};
use input::Input;
use quote::ToTokens;

#[doc(hidden)]
#[proc_macro]
pub fn credentials(input: TokenStream) -> TokenStream {
    match Input::parse(input) {
        Ok(input) => {
            let path = input.path.span;
            expand(input).unwrap_or_else(|report| errors::report(&report, path))
        }
        Err(misuse) => errors::misuse(&misuse),
    }
}

fn expand(input: Input) -> Result<TokenStream, Report> {
    let display = &input.path.text;
    let path = package_directory().join(display);
    let source = SourceFile::read(&path, display)?;
    // The user's own tokens come back: the text of `$crate` means nothing, and an error points to where the
    // user wrote the struct's name.
    let mut own = Vec::new();
    let mut options =
        Options::default().runtime(stand_in(RUNTIME, input.runtime, &mut own).into_token_stream());
    if let Some(item) = input.item {
        options = options.name(generated(&item.name));
        let name = TokenTree::Ident(item.name).into();
        options = options
            .visibility(stand_in(VISIBILITY, item.visibility, &mut own).into_token_stream())
            .stand_in(stand_in(NAME, name, &mut own));
    }
    // `include_bytes!` would start from the source file.
    let path = std::path::absolute(&path).unwrap_or(path);
    // A path that is not UTF-8 cannot be named in code: the manifest is then not tracked.
    if let Some(path) = path.to_str() {
        options = options.tracked(path);
    }
    Ok(convert(generate(source, &options)?, &own, Span::call_site()))
}

/// Names that the manifest cannot bring into the code.
const RUNTIME: &str = "__provider_credentials_runtime";
const VISIBILITY: &str = "__provider_credentials_visibility";
const NAME: &str = "__provider_credentials_name";

/// What the generator gets in place of the tokens.
fn stand_in(name: &'static str, tokens: TokenStream, own: &mut Vec<StandIn>) -> proc_macro2::Ident {
    own.push((name, tokens));
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}

fn generated(name: &Ident) -> proc_macro2::Ident {
    let (name, span) = (name.to_string(), proc_macro2::Span::call_site());
    match name.strip_prefix("r#") {
        Some(raw) => proc_macro2::Ident::new_raw(raw, span),
        None => proc_macro2::Ident::new(&name, span),
    }
}

/// Where the crate's `Cargo.toml` is; without cargo, the working directory.
fn package_directory() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}
