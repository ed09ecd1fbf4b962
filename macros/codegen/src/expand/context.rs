use proc_macro2::{Ident, TokenStream};
use provider_credentials_manifest::checked::{Checked, Credential};
use quote::{format_ident, quote};

use super::config_types::{self, Config};
use crate::options::Options;

/// What the parts of the expansion share.
pub(super) struct Context<'a> {
    pub(super) manifest: &'a Checked,
    /// The runtime's hidden module.
    pub(super) private: TokenStream,
    /// The type of a `config`'s texts, of which there are most.
    pub(super) text: TokenStream,
    pub(super) visibility: &'a TokenStream,
    pub(super) name: Ident,
    /// For people.
    pub(super) shown_name: String,
    pub(super) id_name: Ident,
    /// One for each credential, in order.
    configs: Vec<Option<Config<'a>>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(manifest: &'a Checked, options: &'a Options) -> Self {
        let Options { runtime, visibility, name, .. } = options;
        let prefix = name.as_ref().map(ToString::to_string).unwrap_or_default();
        let prefix = prefix.strip_prefix("r#").unwrap_or(&prefix);
        // The companions of the plain `Credentials` have short names.
        let id_name = match prefix {
            "" => format_ident!("CredentialId"),
            _ => format_ident!("{}Id", prefix),
        };
        Self {
            manifest,
            private: quote!(#runtime::__private),
            text: quote!(&'static #runtime::__private::str),
            visibility,
            name: options.struct_ident(),
            shown_name: options.struct_name().to_string(),
            id_name,
            configs: config_types::name_all(&manifest.credentials, prefix),
        }
    }

    pub(super) fn credentials(
        &self,
    ) -> impl Iterator<Item = (&'a Credential, Option<&Config<'a>>)> {
        let configs = self.configs.iter().map(Option::as_ref);
        self.manifest.credentials.iter().zip(configs)
    }
}
