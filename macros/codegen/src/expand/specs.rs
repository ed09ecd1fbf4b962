use proc_macro2::{Ident, Span, TokenStream};
use provider_credentials_manifest::checked::{
    Checked, ConfigField, ConfigValue, Credential, Encoding, Encrypted, FallThrough, Format,
    KeyPath, Remote, Source, Template, TemplatePart,
};
use quote::quote;

use super::{formats, kind};

/// The static data that the runtime loads by.
pub(super) fn expand(manifest: &Checked) -> TokenStream {
    let count = proc_macro2::Literal::usize_unsuffixed(manifest.credentials.len());
    let specs = manifest.credentials.iter().map(spec);
    let has = |is_one: fn(&Source) -> bool| {
        manifest.credentials.iter().any(|credential| credential.sources().any(is_one))
    };
    let asks = has(|source| matches!(source.place(), Source::Remote(_)));
    let asking = asks.then(|| quote!(.asking()));
    let decodes = has(|source| matches!(source.place(), Source::File { encrypted: Some(_), .. }));
    let decoding = decodes.then(|| quote!(.decoding()));
    let reading_yaml = has(formats::may_be_yaml).then(|| quote!(.reading_yaml()));
    let allowed = manifest.credentials.iter().filter(|credential| !credential.allow.is_empty());
    let allowed: Vec<TokenStream> =
        allowed.map(|Credential { id, allow, .. }| quote!((#id, &[#(#allow,)*]))).collect();
    let allowing = (!allowed.is_empty()).then(|| quote!(.allowing(&[#(#allowed,)*])));
    let kinds = manifest.credentials.iter().filter_map(|Credential { id, kind, .. }| {
        let module = kind::module(kind)?;
        Some(quote!((#id, &__private::#module::KIND)))
    });
    let kinds: Vec<TokenStream> = kinds.collect();
    let of_kinds = (!kinds.is_empty()).then(|| quote!(.of_kinds(&[#(#kinds,)*])));
    quote! {
        static SPECS: [__private::Spec; #count] = [#(#specs,)*];
        static TABLE: __private::Table =
            __private::Table::new(&SPECS) #asking #decoding #reading_yaml #allowing #of_kinds;
    }
}

fn spec(credential: &Credential) -> TokenStream {
    let Credential { id, provider, required, .. } = credential;
    let parts = credential.parts.iter().map(|part| {
        let (name, sources) = (part.row.name, part.sources.iter().map(source));
        quote!(__private::PartSpec { name: #name, sources: &[#(#sources,)*] })
    });
    let mut texts = Vec::new();
    texts_of(&credential.config, &mut texts);
    let texts = texts.into_iter().map(|(part, text)| {
        let text = template(text);
        let source = quote!(__private::SourceSpec::Text(#text));
        quote!(__private::PartSpec { name: #part, sources: &[#source] })
    });
    let parts = parts.chain(texts);
    quote! {
        __private::Spec::new(#id, #provider, #required, &[#(#parts),*])
    }
}

/// The texts of `config` that are filled in when the program loads, as parts.
fn texts_of<'c>(fields: &'c [ConfigField], texts: &mut Vec<(&'c str, &'c Template)>) {
    for field in fields {
        match &field.value {
            ConfigValue::Template { part, template } => texts.push((part, template)),
            ConfigValue::Struct(fields) => texts_of(fields, texts),
            _ => {}
        }
    }
}

fn source(source: &Source) -> TokenStream {
    match source {
        Source::Encoded(inner, encoding) => {
            let (inner, encoding) = (self::source(inner), encoding_variant(*encoding));
            quote!(__private::SourceSpec::Encoded(&#inner, __private::Encoding::#encoding))
        }
        Source::Env { var } => {
            let file_var = format!("{var}_FILE");
            quote! {
                __private::SourceSpec::Env(__private::EnvSpec { var: #var, file_var: #file_var })
            }
        }
        Source::File { path, key, format, encrypted } => {
            let (path, key) = (template(path), option(key.as_ref().map(key_path)));
            let format = variant(*format);
            let decoder = option(encrypted.as_ref().map(decoder));
            quote! {
                __private::SourceSpec::File(__private::FileSpec {
                    path: #path,
                    key: #key,
                    format: __private::Format::#format,
                    decoder: #decoder,
                })
            }
        }
        Source::Text(text) => {
            let text = template(text);
            quote!(__private::SourceSpec::Text(#text))
        }
        Source::Remote(Remote { kind, opens, noun, params, key, fall_through, .. }) => {
            let opener = option(opens.map(|module| {
                let module = Ident::new(module, Span::call_site());
                quote!(&__private::#module::OPENER)
            }));
            let params = params.iter().map(|(name, value)| {
                let value = template(value);
                quote!((#name, #value))
            });
            let key = option(key.as_ref().map(key_path));
            let fall_through = self::fall_through(*fall_through);
            quote! {
                __private::SourceSpec::Remote(__private::RemoteSpec {
                    kind: #kind,
                    noun: #noun,
                    opener: #opener,
                    params: &[#(#params,)*],
                    key: #key,
                    fall_through: #fall_through,
                })
            }
        }
    }
}

fn decoder(encrypted: &Encrypted) -> TokenStream {
    let module = Ident::new(encrypted.by.name, Span::call_site());
    let identity_file = option(encrypted.identity_file.as_ref().map(template));
    let decrypt_with = option(encrypted.decrypt_with.as_ref());
    quote! {
        &__private::DecoderSpec {
            opener: &__private::#module::OPENER,
            keys: __private::#module::KEYS,
            identity_file: #identity_file,
            decrypt_with: #decrypt_with,
        }
    }
}

fn fall_through(fall_through: FallThrough) -> TokenStream {
    let FallThrough { denied, unreachable } = fall_through;
    if fall_through == FallThrough::default() {
        return quote!(__private::FallThrough::ABSENT);
    }
    quote!(__private::FallThrough { denied: #denied, unreachable: #unreachable })
}

fn encoding_variant(encoding: Encoding) -> Ident {
    let name = match encoding {
        Encoding::Base64 => "Base64",
        Encoding::Base64Url => "Base64Url",
        Encoding::Hex => "Hex",
    };
    Ident::new(name, Span::call_site())
}

fn variant(format: Format) -> Ident {
    let name = match format {
        Format::ByExtension => "ByExtension",
        Format::Text => "Text",
        Format::Json => "Json",
        Format::Yaml => "Yaml",
        Format::Binary => "Binary",
    };
    Ident::new(name, Span::call_site())
}

fn template(template: &Template) -> TokenStream {
    let text = &template.text;
    let parts = template.parts.iter().map(|part| match part {
        TemplatePart::Text(text) => quote!(__private::TemplatePart::Text(#text)),
        TemplatePart::Home => quote!(__private::TemplatePart::Home),
        TemplatePart::CredentialsDirectory => {
            quote!(__private::TemplatePart::CredentialsDirectory)
        }
        TemplatePart::Var { name, default } => {
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
