use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::{Context, ident};

/// What the struct can do: each method is one call into the runtime.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let inherent = inherent(context);
    let traits = traits(context);
    quote! {
        #inherent
        #traits
    }
}

fn inherent(context: &Context<'_>) -> TokenStream {
    let Context { private, name, id_name, .. } = context;
    let set = quote!(<Self as #private::CredentialSet>);
    let str = quote!(#private::str);
    let metadata = quote!(#private::Metadata);
    let any = quote!(#private::AnyCredential);
    quote! {
        #[allow(dead_code, unreachable_pub)]
        impl #name {
            /// Loads every credential from the process's environment and files. Never fails: what
            /// is missing is recorded.
            #[must_use]
            pub fn load() -> Self {
                #set::load()
            }

            /// Loads every credential as `loader` says. Never fails: what is missing is recorded.
            #[must_use]
            pub fn load_with(__loader: &#private::Loader) -> Self {
                #set::load_with(__loader)
            }

            /// Checks that every credential that the manifest requires is there.
            ///
            /// # Errors
            ///
            /// All that are missing at once, each with what to do.
            pub fn require_all(&self) -> #private::Result<(), #private::MissingCredentials> {
                #set::require_all(self)
            }

            /// The credential with this ID, or `None` where the manifest has none.
            #[must_use]
            pub fn get(&self, __id: impl #private::AsRef<#str>) -> #private::Option<&#any> {
                #set::get(self, __id)
            }

            /// The credentials in the order of the manifest.
            #[must_use]
            pub fn iter(&self) -> #private::Iter<'_> {
                #set::iter(self)
            }

            /// Every ID, in the order of the manifest.
            #[must_use]
            pub fn ids(&self) -> &'static [#id_name] {
                #set::ids(self)
            }

            /// The IDs of the credentials whose secret is there, in the order of the manifest.
            #[must_use]
            pub fn loaded_ids(&self) -> #private::Vec<#id_name> {
                #set::loaded_ids(self)
            }

            /// The IDs of the credentials whose secret is not there, required or not, in the order
            /// of the manifest.
            #[must_use]
            pub fn failed_ids(&self) -> #private::Vec<#id_name> {
                #set::failed_ids(self)
            }

            /// What may be told about each credential, in the order of the manifest.
            #[must_use]
            pub fn metadata(&self) -> #private::Vec<#metadata> {
                #set::metadata(self)
            }

            /// What may be told about the credential with this ID.
            #[must_use]
            pub fn metadata_of(
                &self,
                __id: impl #private::AsRef<#str>,
            ) -> #private::Option<#metadata> {
                #set::metadata_of(self, __id)
            }
        }
    }
}

fn traits(context: &Context<'_>) -> TokenStream {
    let Context { private, name, id_name, .. } = context;
    let name_text = name.to_string();
    // A name that is an item in the user's scope would be a pattern that matches it, hygiene or not:
    // hence the underscores, here and in every parameter.
    let handles: Vec<Ident> = (0..context.manifest.credentials.len())
        .map(|position| format_ident!("__credential_{position}", span = Span::mixed_site()))
        .collect();
    let fields = context.credentials().zip(&handles).map(|((credential, config), handle)| {
        let field = ident::field(&credential.name);
        let config = match config {
            None => quote!(#private::NO_CONFIG),
            Some(config) => {
                let value = config.value(private);
                quote!(&#value)
            }
        };
        quote! {
            #field: #private::Credential { config: #config, __any: #handle }
        }
    });
    let any = quote!(#private::AnyCredential);
    // Inlined into a caller, the moves of a thousand fields take LLVM half a minute.
    let outlined = quote!(#[inline(never)]);
    quote! {
        // The literals are the manifest's, and in an included file clippy has its say on them.
        #[allow(clippy::all, clippy::pedantic)]
        impl #private::CredentialSet for #name {
            type Id = #id_name;

            const IDS: &'static [#id_name] = #id_name::ALL;

            #outlined
            fn load_with(__loader: &#private::Loader) -> Self {
                let (__set, [#(#handles),*]) = #private::load(&TABLE, &SPECS, __loader);
                Self { #(#fields,)* __set }
            }

            fn __set(&self) -> &#private::Set {
                &self.__set
            }
        }

        impl #private::Debug for #name {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #private::fmt_debug(self, #name_text, __f)
            }
        }

        impl<'a> #private::IntoIterator for &'a #name {
            type Item = &'a #any;
            type IntoIter = #private::Iter<'a>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }
    }
}
