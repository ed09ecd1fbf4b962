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
    let input = match Input::parse(input.into()) {
        Ok(input) => input,
        Err(misuse) => return errors::misuse(&misuse).into(),
    };
    match expand(&input) {
        Ok(code) => code.into(),
        Err(report) => errors::report(&report, input.path.span).into(),
    }
}

fn expand(input: &Input) -> Result<proc_macro2::TokenStream, Report> {
    let display = &input.path.text;
    let path = package_directory().join(display);
    let source = SourceFile::read(&path, display)?;
    let mut options = Options::default().runtime(input.runtime.clone());
    if let Some(item) = &input.item {
        options = options.item(item.visibility.clone(), item.name.clone());
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests say what must hold")]
mod tests {
    use proc_macro2::TokenStream;

    use super::{Input, Options, SourceFile, expand, generate};

    const MANIFEST: &str = "tests/everything.yaml";

    fn by_macro(arguments: &str) -> String {
        let tokens = format!("[::provider_credentials] {arguments}").parse().unwrap();
        let input = Input::parse(tokens).unwrap();
        expand(&input).unwrap().to_string()
    }

    fn by_generator(options: Options) -> String {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/everything.yaml");
        let source = SourceFile::read(path.as_ref(), MANIFEST).unwrap();
        generate(source, &options.tracked(path)).unwrap().to_string()
    }

    #[test]
    fn the_macro_adds_nothing_to_what_the_generator_gives() {
        assert_eq!(by_macro(&format!("{MANIFEST:?}")), by_generator(Options::default()));
        let visibility: TokenStream = "pub(crate)".parse().unwrap();
        let name = proc_macro2::Ident::new("Name", proc_macro2::Span::call_site());
        assert_eq!(
            by_macro(&format!("{MANIFEST:?}, pub(crate) struct Name")),
            by_generator(Options::default().item(visibility, name))
        );
    }
}
