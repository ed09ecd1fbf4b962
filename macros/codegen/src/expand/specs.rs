use proc_macro2::{Ident, Span, TokenStream};
use provider_credentials_manifest::checked::{
    Checked, Credential, Format, KeyPath, PathPart, PathTemplate, Source,
};
use quote::quote;

/// The static data that the runtime loads by.
pub(super) fn expand(manifest: &Checked) -> TokenStream {
    let count = proc_macro2::Literal::usize_unsuffixed(manifest.credentials.len());
    let specs = manifest.credentials.iter().map(spec);
    quote! {
        static SPECS: [__private::Spec; #count] = [#(#specs,)*];
        static TABLE: __private::Table = __private::Table::new(&SPECS);
    }
}

fn spec(credential: &Credential) -> TokenStream {
    let Credential { id, provider, required, .. } = credential;
    let sources = credential.sources.iter().map(source);
    quote! {
        __private::Spec {
            id: #id,
            provider: #provider,
            required: #required,
            parts: &[__private::PartSpec { name: "secret", sources: &[#(#sources,)*] }],
        }
    }
}

fn source(source: &Source) -> TokenStream {
    match source {
        Source::Env { var } => {
            let file_var = format!("{var}_FILE");
            quote! {
                __private::SourceSpec::Env(__private::EnvSpec { var: #var, file_var: #file_var })
            }
        }
        Source::File { path, key, format } => {
            let (path, key) = (template(path), option(key.as_ref().map(key_path)));
            let format = variant(*format);
            quote! {
                __private::SourceSpec::File(__private::FileSpec {
                    path: #path,
                    key: #key,
                    format: __private::Format::#format,
                    decoder: __private::None,
                })
            }
        }
        Source::Custom { name, params } => {
            let noun = format!("custom source `{name}`");
            let params = params.iter().map(|(key, value)| {
                quote! {
                    (#key, __private::Template {
                        text: #value,
                        parts: &[__private::TemplatePart::Text(#value)],
                    })
                }
            });
            quote! {
                __private::SourceSpec::Remote(__private::RemoteSpec {
                    kind: #name,
                    noun: #noun,
                    opener: __private::None,
                    params: &[#(#params,)*],
                    key: __private::None,
                })
            }
        }
    }
}

fn variant(format: Format) -> Ident {
    let name = match format {
        Format::ByExtension => "ByExtension",
        Format::Text => "Text",
        Format::Json => "Json",
        Format::Yaml => "Yaml",
    };
    Ident::new(name, Span::call_site())
}

fn template(template: &PathTemplate) -> TokenStream {
    let text = &template.text;
    let parts = template.parts.iter().map(|part| match part {
        PathPart::Text(text) => quote!(__private::TemplatePart::Text(#text)),
        PathPart::Home => quote!(__private::TemplatePart::Home),
        PathPart::Var { name, default } => {
            let default = option(default.as_ref());
            quote!(__private::TemplatePart::Var { name: #name, default: #default })
        }
    });
    quote!(__private::Template { text: #text, parts: &[#(#parts,)*] })
}

fn key_path(key: &KeyPath) -> TokenStream {
    let KeyPath { text, segments, .. } = key;
    quote!(__private::KeyPath { text: #text, segments: &[#(#segments,)*] })
}

fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(__private::None), |value| quote!(__private::Some(#value)))
}
