use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::ident;

/// What the enum of IDs can do.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let id_name = &context.id_name;
    let variants = context.manifest.credentials.iter().map(|each| ident::camel(&each.name));
    // An enum without variants cannot be cast.
    let text = if context.manifest.credentials.is_empty() {
        quote!(match self {})
    } else {
        quote!(TABLE.id(self as __private::usize))
    };
    quote! {
        #[allow(dead_code, unreachable_pub)]
        impl #id_name {
            /// Every ID, in the order of the manifest.
            pub const ALL: &'static [Self] = &[#(Self::#variants,)*];

            /// The ID as the manifest has it.
            #[must_use]
            pub fn as_str(self) -> &'static __private::str {
                #text
            }
        }

        impl __private::AsRef<__private::str> for #id_name {
            fn as_ref(&self) -> &__private::str {
                self.as_str()
            }
        }

        impl __private::Debug for #id_name {
            fn fmt(&self, __f: &mut __private::fmt::Formatter<'_>) -> __private::fmt::Result {
                __f.write_str(self.as_str())
            }
        }

        impl __private::Display for #id_name {
            fn fmt(&self, __f: &mut __private::fmt::Formatter<'_>) -> __private::fmt::Result {
                __f.pad(self.as_str())
            }
        }

        impl __private::FromStr for #id_name {
            type Err = __private::UnknownCredentialId;

            fn from_str(
                __id: &__private::str,
            ) -> __private::Result<Self, __private::UnknownCredentialId> {
                __private::parse_id(&TABLE, Self::ALL, __id)
            }
        }
    }
}
