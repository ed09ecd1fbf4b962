//! From a checked manifest to code. Cannot fail, and adds no behaviour: the code is data and
//! one-line calls into the runtime.

mod config;
mod config_types;
mod context;
mod docs;
mod formats;
mod handles;
mod id_enum;
mod id_impls;
pub(crate) mod ident;
mod kind;
mod methods;
mod set_struct;
mod specs;
mod tracking;
mod traits;

use proc_macro2::TokenStream;
use provider_credentials_manifest::checked::Checked;
use quote::quote;

use crate::options::Options;
use context::Context;

pub(crate) fn expand(manifest: &Checked, options: &Options) -> TokenStream {
    let context = Context::new(manifest, options);
    let private = &context.private;

    let tracking = tracking::expand(&context, options.tracked.as_deref());
    let configs = config::expand(&context);
    let set_struct = set_struct::expand(&context);
    let id_enum = id_enum::expand(&context);

    let specs = specs::expand(manifest);
    let id_impls = id_impls::expand(&context);
    let methods = methods::expand(&context);
    let handles = handles::expand(&context);
    let traits = traits::expand(&context);

    quote! {
        #tracking
        #configs
        #set_struct
        #id_enum
        // Keeps the statics, the constant and the short name of the runtime out of the user's namespace.
        #[allow(unused_qualifications)]
        const _: () = {
            use #private;
            #specs
            #id_impls
            #methods
            #handles
            #traits
        };
    }
}
