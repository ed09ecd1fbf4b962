//! From a checked manifest to code. Cannot fail, and adds no behaviour: the code is data and
//! one-line calls into the runtime.

mod code;
mod config;
mod id_enum;
pub(crate) mod ident;
mod impls;
mod names;
mod set_struct;
mod specs;
mod tracking;

use provider_credentials_manifest::checked::{Checked, Credential};

use crate::Options;
use code::Code;
use config::Config;
use names::Names;

pub(crate) fn expand(manifest: &Checked, options: &Options) -> String {
    let names = Names::new(options);
    let context = Context::new(manifest, &names);
    let mut code = Code::new(&names);

    tracking::expand(manifest, options.tracked.as_deref(), &mut code);
    config::expand(&context, &mut code);
    set_struct::expand(&context, &mut code);
    id_enum::expand(&context, &mut code);
    // Keeps the statics, the constant and the short name of the runtime out of the user's namespace.
    code.add("#[allow(unused_qualifications)]\nconst _: () = {\nuse $private;\n", &[]);
    specs::expand(manifest, &mut code);
    id_enum::expand_impls(manifest, &mut code);
    impls::expand(&context, &mut code);
    code.push("};\n");

    code.into_text()
}

/// What the parts of the expansion share.
struct Context<'a> {
    manifest: &'a Checked,
    /// One for each credential, in order.
    configs: Vec<Option<Config<'a>>>,
    names: &'a Names,
}

impl<'a> Context<'a> {
    fn new(manifest: &'a Checked, names: &'a Names) -> Self {
        let configs = config::name_all(&manifest.credentials, &names.config_prefix);
        Self { manifest, configs, names }
    }

    fn credentials(&self) -> impl Iterator<Item = (&'a Credential, Option<&Config<'a>>)> {
        let configs = self.configs.iter().map(Option::as_ref);
        self.manifest.credentials.iter().zip(configs)
    }
}
