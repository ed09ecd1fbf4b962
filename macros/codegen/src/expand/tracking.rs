use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::context::Context;

/// Macro and runtime pin each other; a build script can pair any generator with any runtime.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Ties the crate to its manifest, to the runtime features that the manifest needs, and to the
/// runtime's version.
pub(super) fn expand(context: &Context<'_>, tracked: Option<&str>) -> TokenStream {
    let private = &context.private;
    // Makes cargo rebuild when the manifest changes; the bytes are not kept, as nothing names them.
    let tracked =
        tracked.map(|path| quote!(const _: &[#private::u8] = #private::include_bytes!(#path);));
    let needs = context.manifest.needs.iter().map(|need| {
        let check = Ident::new(&format!("needs_{}", need.of), Span::call_site());
        let place = format!("{}:{}:{}", context.manifest.path, need.line, need.column);
        let id = &need.id;
        quote!(#private::#check! { #id at #place })
    });
    quote! {
        #private::same_version! { #VERSION }
        #tracked
        #(#needs)*
    }
}
