use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use provider_credentials_codegen::Report;

use crate::input::Misuse;

/// One `compile_error!` for each problem at the path in the macro call, and nothing else: half a
/// struct would make rustc complain about the missing half as well.
pub(crate) fn report(report: &Report, path: Span) -> TokenStream {
    report.problems().map(|problem| error(&problem.message(), path)).collect()
}

pub(crate) fn misuse(misuse: &Misuse) -> TokenStream {
    error(misuse.message, misuse.span)
}

/// The generator's code, which every rustc reads.
pub(crate) fn not_rust() -> TokenStream {
    let message = "the generated code is not Rust; this is a bug in provider-credentials";
    error(message, Span::call_site())
}

/// `::std::compile_error! { "message" }`.
///
/// All tokens carry the span: that is where the squiggle then goes, and rustc does not add where the
/// error "originates". Hence `::std` (a crate that calls itself `core` is not rare) and not the
/// runtime's re-export, whose `$crate` must keep its own span.
fn error(message: &str, span: Span) -> TokenStream {
    let message = TokenTree::from(Literal::string(message));
    let tokens: [TokenTree; 8] = [
        Punct::new(':', Spacing::Joint).into(),
        Punct::new(':', Spacing::Alone).into(),
        Ident::new("std", span).into(),
        Punct::new(':', Spacing::Joint).into(),
        Punct::new(':', Spacing::Alone).into(),
        Ident::new("compile_error", span).into(),
        Punct::new('!', Spacing::Alone).into(),
        Group::new(Delimiter::Brace, at(message, span).into()).into(),
    ];
    tokens.into_iter().map(|token| at(token, span)).collect()
}

fn at(mut token: TokenTree, span: Span) -> TokenTree {
    token.set_span(span);
    token
}
