use std::path::Path;

use proc_macro2::TokenStream;
use provider_credentials_manifest::checked::{Format, Source};
use quote::quote;

use super::Context;

/// Macro and runtime pin each other; a build script can pair any generator with any runtime.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Ties the crate to its manifest to the runtime features that the manifest needs, and to the
/// runtime's version.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let private = &context.private;
    // Makes cargo rebuild when the manifest changes; the bytes are not kept, as nothing names them.
    let manifest = context.tracked.map(|path| {
        quote! {
            const _: &[#private::u8] = #private::include_bytes!(#path);
        }
    });
    let features = formats(context).map(|format| match format {
        Format::Json => quote!(#private::needs_json! {}),
        Format::Yaml => quote!(#private::needs_yaml! {}),
        Format::ByExtension | Format::Text => quote!(#private::needs_json_or_yaml! {}),
    });
    quote! {
        #private::same_version! { #VERSION }
        #manifest
        #(#features)*
    }
}

/// The formats of structured files in the manifest, each once.
fn formats(context: &Context<'_>) -> impl Iterator<Item = Format> {
    let sources = context.manifest.credentials.iter().flat_map(|credential| &credential.sources);
    let used: Vec<Format> = sources.filter_map(format).collect();
    let all = [Format::Json, Format::Yaml, Format::ByExtension];
    all.into_iter().filter(move |format| used.contains(format))
}

/// What the program will find, as far as the path tells before it runs.
fn format(source: &Source) -> Option<Format> {
    let Source::File { path, format, .. } = source else {
        return None;
    };
    match format {
        Format::Text => None,
        Format::ByExtension => Some(by_extension(Path::new(&path.text))),
        Format::Json | Format::Yaml => Some(*format),
    }
}

fn by_extension(path: &Path) -> Format {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    match extension.to_str() {
        Some("json") => Format::Json,
        Some("yaml" | "yml") => Format::Yaml,
        _ => Format::ByExtension,
    }
}
