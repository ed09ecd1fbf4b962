use proc_macro2::TokenStream;
use provider_credentials_manifest::{Report, SourceFile};

use crate::expand;
use crate::options::Options;

/// Checks a manifest and generates its code.
///
/// # Errors
///
/// Every problem of the manifest, each with its place.
pub fn generate(source: SourceFile, options: &Options) -> Result<TokenStream, Report> {
    let checked = provider_credentials_manifest::check(source)?;
    Ok(expand::expand(&checked, options))
}

/// As [`generate`], with a report of the warnings, which no stable compiler lets a macro show.
#[cfg(feature = "build-script")]
pub(crate) fn generate_with_warnings(
    source: SourceFile,
    options: &Options,
) -> Result<(TokenStream, Report), Report> {
    let outcome = provider_credentials_manifest::examine(source);
    match outcome.checked {
        Some(checked) => Ok((expand::expand(&checked, options), outcome.report)),
        None => Err(outcome.report),
    }
}
