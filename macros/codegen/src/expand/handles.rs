use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::Context;
use super::{config, ident, kind};

/// How many fields are filled by one call. A thousand at once are a block of code on which LLVM's
/// work grows faster than its length.
const AT_ONCE: usize = 64;

/// From a constant with all that is known now to a struct with a handle in each field.
//
// Inlined into a caller, a thousand fields take LLVM half a minute. And the literals are the
// manifest's: in an included file clippy has its say on them.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let Context { name, id_name, .. } = context;
    let private = quote!(__private);
    let names: Vec<Ident> =
        context.credentials().map(|(credential, _)| ident::field(&credential.name)).collect();
    let fills = names
        .chunks(AT_ONCE)
        .map(|names| quote!(__handles.fill(&mut [#(&mut __fields.#names.__any,)*]);));
    let fields = context.credentials().zip(&names).map(|((credential, config), name)| {
        let config = match config {
            None => quote!(__private::NO_CONFIG),
            Some(config) => {
                let constant = config::constant(config, &credential.config);
                quote!(&#constant)
            }
        };
        let handle = kind::handle(credential.kind, &private);
        quote!(#name: #handle { config: #config, __any: __private::UNFILLED })
    });
    quote! {
        #[allow(clippy::all, clippy::pedantic)]
        impl __private::CredentialSet for #name {
            type Id = #id_name;

            const IDS: &'static [#id_name] = #id_name::ALL;

            fn __table() -> &'static __private::Table {
                &TABLE
            }

            #[inline(never)]
            fn __from(mut __handles: __private::Handles) -> Self {
                let mut __filled = __private::ManuallyDrop::new(UNFILLED);
                let __fields: &mut Self = &mut __filled;
                #(#fills)*
                __handles.into_set(&mut __fields.__set);
                __private::ManuallyDrop::into_inner(__filled)
            }

            fn __set(&self) -> &__private::Set {
                &self.__set
            }
        }

        #[allow(clippy::all, clippy::pedantic)]
        const UNFILLED: #name = #name {
            #(#fields,)*
            __set: __private::Set::UNFILLED,
        };
    }
}
