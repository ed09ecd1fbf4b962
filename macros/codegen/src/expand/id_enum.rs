use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::{docs, ident};

/// The enum with one variant for each credential.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let Context { private, visibility, shown_name, id_name, .. } = context;
    let doc = docs::line(&format!("The IDs of [`{shown_name}`], in the order of the manifest."));
    let variants = context.manifest.credentials.iter().map(|credential| {
        let doc = docs::line(&format!("`{}`", credential.id));
        let variant = ident::camel(&credential.name);
        quote!(#doc #variant)
    });
    quote! {
        #doc
        #[allow(dead_code, unreachable_pub, unused_qualifications)]
        #[derive(
            #private::Clone,
            #private::Copy,
            #private::PartialEq,
            #private::Eq,
            #private::PartialOrd,
            #private::Ord,
            #private::Hash,
        )]
        #[non_exhaustive]
        #visibility enum #id_name {
            #(#variants,)*
        }
    }
}
