use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;

/// What the struct can do: each method is one call into the runtime.
//
// A name that is an item in the user's scope would be a pattern that matches it: hence the underscores,
// here and in every parameter.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let Context { name, id_name, .. } = context;
    quote! {
        #[allow(dead_code, unreachable_pub)]
        impl #name {
            /// Loads every credential from the process's environment and files. Never fails: what is
            /// missing is recorded.
            #[must_use]
            pub fn load() -> Self {
                <Self as __private::CredentialSet>::load()
            }

            /// Loads every credential as `loader` says. Never fails: what is missing is recorded.
            #[must_use]
            pub fn load_with(__loader: &__private::Loader) -> Self {
                <Self as __private::CredentialSet>::load_with(__loader)
            }

            /// Loads every credential from the process's environment and files, without blocking the async
            /// program that awaits it. Works in any runtime.
            #[inline]
            pub fn load_async() -> __private::LoadAsync<Self> {
                <Self as __private::CredentialSet>::load_async()
            }

            /// The same, as `loader` says: a `Loader`, or an `Arc` of one that loads more than once.
            #[inline]
            pub fn load_async_with(
                __loader: impl __private::Into<__private::Arc<__private::Loader>>,
            ) -> __private::LoadAsync<Self> {
                <Self as __private::CredentialSet>::load_async_with(__loader)
            }

            /// Checks that every credential that the manifest requires is loaded.
            ///
            /// # Errors
            ///
            /// All that are missing at once, each with what to do.
            pub fn require_all(&self) -> __private::Result<(), __private::MissingCredentials> {
                <Self as __private::CredentialSet>::require_all(self)
            }

            /// The credential with this ID, or `None` if the manifest has none.
            #[must_use]
            pub fn get(
                &self,
                __id: impl __private::AsRef<__private::str>,
            ) -> __private::Option<&__private::AnyCredential> {
                <Self as __private::CredentialSet>::get(self, __id)
            }

            /// The credentials in the order of the manifest.
            #[must_use]
            pub fn iter(&self) -> __private::Iter<'_> {
                <Self as __private::CredentialSet>::iter(self)
            }

            /// Every ID, in the order of the manifest.
            #[must_use]
            pub fn ids(&self) -> &'static [#id_name] {
                <Self as __private::CredentialSet>::ids(self)
            }

            /// The IDs of the credentials whose secret is loaded, in the order of the manifest.
            #[must_use]
            pub fn loaded_ids(&self) -> __private::Vec<#id_name> {
                <Self as __private::CredentialSet>::loaded_ids(self)
            }

            /// The IDs of the credentials whose secret is not loaded, required or not, in the order of the
            /// manifest.
            #[must_use]
            pub fn failed_ids(&self) -> __private::Vec<#id_name> {
                <Self as __private::CredentialSet>::failed_ids(self)
            }

            /// What is safe to log about each credential, in the order of the manifest.
            #[must_use]
            pub fn metadata(&self) -> __private::Vec<__private::Metadata> {
                <Self as __private::CredentialSet>::metadata(self)
            }

            /// What is safe to log about the credential with this ID.
            #[must_use]
            pub fn metadata_of(
                &self,
                __id: impl __private::AsRef<__private::str>,
            ) -> __private::Option<__private::Metadata> {
                <Self as __private::CredentialSet>::metadata_of(self, __id)
            }

            // What it has by features of the runtime, which this does not know.
            __private::more_methods! {}
        }
    }
}
