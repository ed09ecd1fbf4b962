//! What the runtime has for a kind of credential.

use proc_macro2::{Ident, Span, TokenStream};
use provider_credentials_manifest::schema::{API_KEY, CredentialKind};
use quote::quote;

/// The type of its fields.
pub(super) fn handle(kind: &CredentialKind, private: &TokenStream) -> TokenStream {
    let handle = Ident::new(kind.field_type, Span::call_site());
    let module = module(kind).map(|module| quote!(#module::));
    quote!(#private::#module #handle)
}

/// The module with all that is the kind's own; `None` if the runtime knows it without being told.
pub(super) fn module(kind: &CredentialKind) -> Option<Ident> {
    (kind != API_KEY).then(|| Ident::new(kind.name, Span::call_site()))
}
