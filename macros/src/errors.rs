use proc_macro::{Span, TokenStream};
use provider_credentials_codegen::Report;
use quote::quote;

use crate::convert::convert;
use crate::input::Misuse;

/// One `compile_error!` for each problem at the path in the macro call, and nothing else: half a
/// struct would make rustc complain about the missing half as well.
pub(crate) fn report(report: &Report, path: Span) -> TokenStream {
    report.problems().map(|problem| error(&problem.message(), path)).collect()
}

pub(crate) fn misuse(misuse: &Misuse) -> TokenStream {
    error(misuse.message, misuse.span)
}

/// All tokens carry the span: that is where the squiggle then goes, and rustc does not add where the
/// error "originates". Hence `::std` (a crate that calls itself `core` is not rare) and not the
/// runtime's re-export, whose `$crate` must keep its own span.
fn error(message: &str, span: Span) -> TokenStream {
    convert(quote!(::std::compile_error! { #message }), &[], span)
}
