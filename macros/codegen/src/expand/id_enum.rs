use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, ident};

/// The enum with one variant for each credential.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let Context { private, visibility, name, id_name, .. } = context;
    let doc = format!(" The IDs of [`{name}`], in the order of the manifest.");
    let variants = context.credentials().map(|(credential, _)| {
        let doc = format!(" `{}`", credential.id);
        let variant = ident::camel(&credential.name.camel);
        quote! {
            #[doc = #doc]
            #variant,
        }
    });
    quote! {
        #[doc = #doc]
        #[allow(dead_code, unreachable_pub)]
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
            #(#variants)*
        }
    }
}

pub(super) fn expand_impls(context: &Context<'_>) -> TokenStream {
    let Context { private, id_name, .. } = context;
    let variants =
        context.credentials().map(|(credential, _)| ident::camel(&credential.name.camel));
    // An enum without variants cannot be cast.
    let text = if context.manifest.credentials.is_empty() {
        quote!(match self {})
    } else {
        quote!(TABLE.id(self as #private::usize))
    };
    quote! {
        #[allow(dead_code, unreachable_pub)]
        impl #id_name {
            /// Every ID, in the order of the manifest.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The ID as the manifest has it.
            #[must_use]
            pub fn as_str(self) -> &'static #private::str {
                #text
            }
        }

        impl #private::AsRef<#private::str> for #id_name {
            fn as_ref(&self) -> &#private::str {
                self.as_str()
            }
        }

        impl #private::Debug for #id_name {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                __f.write_str(self.as_str())
            }
        }

        impl #private::Display for #id_name {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                __f.pad(self.as_str())
            }
        }

        impl #private::FromStr for #id_name {
            type Err = #private::UnknownCredentialId;

            fn from_str(
                __id: &#private::str,
            ) -> #private::Result<Self, #private::UnknownCredentialId> {
                #private::parse_id(&TABLE, Self::ALL, __id)
            }
        }
    }
}
