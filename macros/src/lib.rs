//! The proc-macro behind `provider_credentials::credentials!`.
//!
//! Depend on [`provider-credentials`](https://docs.rs/provider-credentials) instead: its macro
//! finds the runtime by whatever name your `Cargo.toml` gives it.

#![forbid(unsafe_code)]

mod errors;
mod input;

use std::env;
use std::path::PathBuf;

use proc_macro::TokenStream;
use provider_credentials_codegen::{Options, Report, SourceFile, generate};

use input::Input;

#[doc(hidden)]
#[proc_macro]
pub fn credentials(input: TokenStream) -> TokenStream {
    let tokens = match Input::parse(input.into()) {
        Ok(input) => {
            let path = input.path.span;
            expand(input).unwrap_or_else(|report| errors::report(&report, path))
        }
        Err(misuse) => errors::misuse(&misuse),
    };
    tokens.into()
}

fn expand(input: Input) -> Result<proc_macro2::TokenStream, Report> {
    let display = &input.path.text;
    let path = package_directory().join(display);
    let source = SourceFile::read(&path, display)?;
    // The user's own tokens: the text of `$crate` means nothing, and an error points to where the user
    // wrote the struct's name.
    let mut options = Options::default().runtime(input.runtime);
    if let Some(item) = input.item {
        options = options.visibility(item.visibility).name(item.name);
    }
    // `include_bytes!` would start from the source file.
    let path = std::path::absolute(&path).unwrap_or(path);
    // A path that is not UTF-8 cannot be named in code: the manifest is then not tracked.
    if let Some(path) = path.to_str() {
        options = options.tracked(path);
    }
    generate(source, &options)
}

/// Where the crate's `Cargo.toml` is; without cargo, the working directory.
fn package_directory() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}
