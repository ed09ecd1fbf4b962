use proc_macro2::{Ident, Span, TokenStream};
use provider_credentials_manifest::checked::{Credential, Format, Source};
use provider_credentials_manifest::schema::{ENCRYPTIONS, Encryption, KINDS, SOURCES};
use quote::quote;

use super::context::Context;
use super::formats;

/// Macro and runtime pin each other; a build script can pair any generator with any runtime.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Ties the crate to its manifest, to the runtime features that the manifest needs, and to the
/// runtime's version.
pub(super) fn expand(context: &Context<'_>, tracked: Option<&str>) -> TokenStream {
    let private = &context.private;
    // Makes cargo rebuild when the manifest changes; the bytes are not kept, as nothing names them.
    let tracked =
        tracked.map(|path| quote!(const _: &[#private::u8] = #private::include_bytes!(#path);));
    let needs = needs(&context.manifest.credentials).into_iter().map(|(check, first)| {
        let check = Ident::new(&check, Span::call_site());
        let (id, place) = (&first.id, format!("{}:{}", context.manifest.path, first.line));
        quote!(#private::#check! { #id at #place })
    });
    quote! {
        #private::same_version! { #VERSION }
        #tracked
        #(#needs)*
    }
}

/// The macros that check for features, each with the first credential that needs it.
fn needs(credentials: &[Credential]) -> Vec<(String, &Credential)> {
    let mut needs = Vec::new();
    for (needed, check) in [
        (Format::Json, "needs_json"),
        (Format::Yaml, "needs_yaml"),
        (Format::ByExtension, "needs_json_or_yaml"),
    ] {
        if let Some(first) = credentials.iter().find(|each| formats::reads(each, needed)) {
            needs.push((check.to_owned(), first));
        }
    }
    for kind in SOURCES.iter().filter(|kind| kind.feature.is_some()) {
        if let Some(first) = credentials.iter().find(|each| asks(each, kind.name)) {
            needs.push((format!("needs_{}", kind.name), first));
        }
    }
    for by in ENCRYPTIONS {
        if let Some(first) = credentials.iter().find(|each| decrypts(each, by)) {
            needs.push((format!("needs_{}", by.name), first));
        }
    }
    for kind in KINDS.iter().filter(|kind| kind.feature.is_some()) {
        if let Some(first) = credentials.iter().find(|each| each.kind == kind) {
            needs.push((format!("needs_{}", kind.name), first));
        }
    }
    for part in KINDS.iter().flat_map(|kind| kind.parts) {
        let Some(feature) = part.feature else { continue };
        let has = |each: &&Credential| each.parts.iter().any(|given| given.row == part);
        if let Some(first) = credentials.iter().find(has) {
            needs.push((format!("needs_{feature}"), first));
        }
    }
    needs
}

fn decrypts(credential: &Credential, by: &Encryption) -> bool {
    credential.sources().any(|source| match source.place() {
        Source::File { encrypted: Some(encrypted), .. } => encrypted.by == by,
        _ => false,
    })
}

fn asks(credential: &Credential, kind: &str) -> bool {
    let is_it =
        |source: &Source| matches!(source.place(), Source::Remote(r) if r.opens == Some(kind));
    credential.sources().any(is_it)
}
