use proc_macro2::TokenStream;
use provider_credentials_manifest::checked::{
    Credential, Format, KeyPath, PathPart, PathTemplate, Source,
};
use quote::quote;

use super::Context;

/// The static data that the runtime loads by.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let private = &context.private;
    let count = context.manifest.credentials.len();
    let specs = context.credentials().map(|(credential, _)| spec(credential, private));
    quote! {
        static SPECS: [#private::Spec; #count] = [#(#specs),*];
        static TABLE: #private::Table = #private::Table::new(&SPECS);
    }
}

fn spec(credential: &Credential, private: &TokenStream) -> TokenStream {
    let Credential { id, provider, required, .. } = credential;
    let sources = credential.sources.iter().map(|source| source_spec(source, private));
    quote! {
        #private::Spec {
            id: #id,
            provider: #provider,
            required: #required,
            sources: &[#(#sources),*],
        }
    }
}

fn source_spec(source: &Source, private: &TokenStream) -> TokenStream {
    match source {
        Source::Env { var } => {
            let file_var = format!("{var}_FILE");
            quote! {
                #private::SourceSpec::Env(#private::EnvSpec { var: #var, file_var: #file_var })
            }
        }
        Source::Custom { name, params } => custom_spec(name, params, private),
        Source::File { path, key, format } => {
            let path = path_template(path, private);
            let key = option(key.as_ref().map(|key| key_path(key, private)), private);
            let format = match format {
                Format::ByExtension => quote!(ByExtension),
                Format::Text => quote!(Text),
                Format::Json => quote!(Json),
                Format::Yaml => quote!(Yaml),
            };
            quote! {
                #private::SourceSpec::File(#private::FileSpec {
                    path: #path,
                    key: #key,
                    format: #private::Format::#format,
                })
            }
        }
    }
}

fn custom_spec(name: &str, params: &[(String, String)], private: &TokenStream) -> TokenStream {
    let params = params.iter().map(|(key, value)| quote!((#key, #value)));
    quote! {
        #private::SourceSpec::Custom(#private::CustomSpec {
            name: #name,
            params: &[#(#params),*],
        })
    }
}

fn path_template(path: &PathTemplate, private: &TokenStream) -> TokenStream {
    let PathTemplate { text, parts, .. } = path;
    let parts = parts.iter().map(|part| match part {
        PathPart::Text(text) => quote!(#private::PathPart::Text(#text)),
        PathPart::Home => quote!(#private::PathPart::Home),
        PathPart::Var { name, default } => {
            let default = option(default.as_ref().map(|text| quote!(#text)), private);
            quote!(#private::PathPart::Var { name: #name, default: #default })
        }
    });
    quote!(#private::PathTemplate { text: #text, parts: &[#(#parts),*] })
}

fn key_path(key: &KeyPath, private: &TokenStream) -> TokenStream {
    let KeyPath { text, segments, .. } = key;
    quote!(#private::KeyPath { text: #text, segments: &[#(#segments),*] })
}

fn option(value: Option<TokenStream>, private: &TokenStream) -> TokenStream {
    match value {
        None => quote!(#private::None),
        Some(value) => quote!(#private::Some(#value)),
    }
}
