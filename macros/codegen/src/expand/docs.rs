use proc_macro2::TokenStream;
use quote::quote;

/// One line of documentation. An attribute, as not every text may stand in a comment.
pub(super) fn line(text: &str) -> TokenStream {
    let space = if text.is_empty() { "" } else { " " };
    let text = format!("{space}{text}");
    quote!(#[doc = #text])
}
