//! The proc-macro behind `provider_credentials::credentials!`.
//!
//! Depend on [`provider-credentials`](https://docs.rs/provider-credentials) instead: its macro
//! finds the runtime by whatever name your `Cargo.toml` gives it.

#![forbid(unsafe_code)]

mod errors;
mod input;
mod splice;

use std::env;
use std::path::PathBuf;

use proc_macro::TokenStream;
use provider_credentials_codegen::{Options, Report, SourceFile, generate};

use input::Input;
use splice::Splice;

#[doc(hidden)]
#[proc_macro]
pub fn credentials(input: TokenStream) -> TokenStream {
    let input = match Input::parse(input) {
        Ok(input) => input,
        Err(misuse) => return errors::misuse(&misuse),
    };
    let code = match expand(&input) {
        Ok(code) => code,
        Err(report) => return errors::report(&report, input.path.span),
    };
    match code.parse() {
        Ok(code) => Splice::new(input).apply(code),
        Err(_) => errors::not_rust(),
    }
}

fn expand(input: &Input) -> Result<String, Report> {
    let display = &input.path.text;
    let path = package_directory().join(display);
    let source = SourceFile::read(&path, display)?;
    let name = input.item.as_ref().map(|item| item.name.to_string());
    let mut options = Options::with_placeholders(name);
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
