use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;

/// How the struct shows itself, and that it can be walked through.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let name = &context.name;
    let shown = &context.shown_name;
    quote! {
        impl __private::Debug for #name {
            fn fmt(&self, __f: &mut __private::fmt::Formatter<'_>) -> __private::fmt::Result {
                __private::fmt_debug(self, #shown, __f)
            }
        }

        impl<'a> __private::IntoIterator for &'a #name {
            type Item = &'a __private::AnyCredential;
            type IntoIter = __private::Iter<'a>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }
    }
}
