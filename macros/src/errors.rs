use proc_macro2::{Span, TokenStream};
use provider_credentials_codegen::Report;
use quote::quote_spanned;

/// One `compile_error!` for each problem, and nothing else: half a struct would make rustc complain
/// about the missing half as well.
///
/// All tokens carry the span of the path in the macro call: that is where the squiggle then goes, and
/// rustc does not add where the error "originates". Hence `::std` (a crate
/// that calls itself `core` is not rare) and not the runtime's re-export, whose `$crate` must keep its
/// own span.
pub(crate) fn expand(report: &Report, path: Span) -> TokenStream {
    report
        .problems()
        .map(|problem| {
            let message = problem.message();
            quote_spanned! {path=> ::std::compile_error! { #message } }
        })
        .collect()
}
