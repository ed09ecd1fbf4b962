use proc_macro2::TokenStream;
use provider_credentials_codegen::Report;
use quote::quote_spanned;

use crate::input::Input;

/// One `compile_error!` for each problem, and nothing else: half a struct would make rustc complain
/// about the missing half as well. The span makes each point at the path in the macro call.
pub(crate) fn expand(report: &Report, input: &Input) -> TokenStream {
    let runtime = &input.runtime;
    report
        .problems()
        .map(|problem| {
            let message = problem.message();
            quote_spanned! {input.path.span()=> #runtime::__private::compile_error! { #message } }
        })
        .collect()
}
