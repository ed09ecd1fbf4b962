//! From a checked manifest to code. Cannot fail, and adds no behaviour: the code is data and
//! one-line calls into the runtime.

mod config;
mod id_enum;
mod ident;
mod impls;
mod set_struct;
mod specs;
mod tracking;

use proc_macro2::{Ident, TokenStream};
use provider_credentials_manifest::checked::{Checked, Credential};
use quote::quote;

use crate::Options;
use config::Config;

pub(crate) fn expand(manifest: &Checked, options: &Options) -> TokenStream {
    let context = Context::new(manifest, options);

    let tracking = tracking::expand(&context);
    let configs = config::expand(&context);
    let set_struct = set_struct::expand(&context);
    let id_enum = id_enum::expand(&context);
    let specs = specs::expand(&context);
    let id_impls = id_enum::expand_impls(&context);
    let impls = impls::expand(&context);

    quote! {
        #tracking
        #configs
        #set_struct
        #id_enum
        // Keeps the two statics out of the user's namespace.
        const _: () = {
            #specs
            #id_impls
            #impls
        };
    }
}

/// What every part of the expansion needs.
struct Context<'a> {
    manifest: &'a Checked,
    /// One for each credential, in order.
    configs: Vec<Option<Config<'a>>>,
    tracked: Option<&'a str>,
    /// The runtime's hidden module.
    private: TokenStream,
    visibility: &'a TokenStream,
    name: Ident,
    id_name: Ident,
}

impl<'a> Context<'a> {
    fn new(manifest: &'a Checked, options: &'a Options) -> Self {
        let runtime = &options.runtime;
        Self {
            manifest,
            configs: config::name_all(&manifest.credentials, &options.config_prefix()),
            tracked: options.tracked.as_deref(),
            private: quote!(#runtime::__private),
            visibility: &options.visibility,
            name: options.struct_name(),
            id_name: options.id_name(),
        }
    }

    fn credentials(&self) -> impl Iterator<Item = (&'a Credential, Option<&Config<'a>>)> {
        let configs = self.configs.iter().map(Option::as_ref);
        self.manifest.credentials.iter().zip(configs)
    }
}
