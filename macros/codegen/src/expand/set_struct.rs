use proc_macro2::TokenStream;
use provider_credentials_manifest::checked::{Credential, Source};
use quote::quote;

use super::config::Config;
use super::{Context, ident};

/// The struct with one field for each credential.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let Context { private, visibility, name, manifest, .. } = context;
    let path = &manifest.path;
    let doc = format!(" The credentials that `{path}` declares.");
    let fields = context.credentials().map(|(credential, config)| {
        let docs = field_docs(credential, path);
        let field = ident::field(&credential.name);
        let config = config.map(Config::type_arguments);
        quote! {
            #(#[doc = #docs])*
            pub #field: #private::Credential #config,
        }
    });
    quote! {
        #[doc = #doc]
        #[allow(dead_code, unreachable_pub, clippy::doc_markdown)]
        #[non_exhaustive]
        #visibility struct #name {
            #(#fields)*
            __set: #private::Set,
        }
    }
}

fn field_docs(credential: &Credential, path: &str) -> Vec<String> {
    let mut docs = Vec::new();
    if let Some(description) = &credential.description {
        docs.extend(description_docs(description));
        docs.push(String::new());
    }
    let optional = if credential.required { "" } else { " Not required." };
    let sources: Vec<String> = credential.sources.iter().map(source_doc).collect();
    let sources = sources.join(", else ");
    docs.push(format!(" Provider `{}`, from {sources}.{optional}", credential.provider));
    docs.push(String::new());
    docs.push(format!(" Declared in `{path}`, line {}.", credential.line));
    docs
}

/// The description without what rustdoc would take for Rust code to run: indented blocks, and fences
/// that name no language.
fn description_docs(description: &str) -> impl Iterator<Item = String> + '_ {
    let mut in_fence = false;
    description.lines().map(move |line| {
        let line = line.trim();
        let fence = ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence));
        in_fence ^= fence.is_some();
        match fence {
            Some(fence) if in_fence => format!(" {fence}text"),
            _ => format!(" {line}"),
        }
    })
}

fn source_doc(source: &Source) -> String {
    match source {
        Source::Env { var } => format!("the environment variable `{var}`"),
        Source::Custom { name, .. } => format!("the custom source `{name}`"),
        Source::File { path, key: None, .. } => format!("the file `{}`", path.text),
        Source::File { path, key: Some(key), .. } => {
            format!("the key `{}` of the file `{}`", key.text, path.text)
        }
    }
}
