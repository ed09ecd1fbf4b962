use proc_macro2::TokenStream;
use provider_credentials_manifest::checked::{Credential, Part, Remote, Source};
use quote::quote;

use super::context::Context;
use super::{docs, ident, kind};

/// The struct with one field for each credential.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let Context { private, visibility, name, .. } = context;
    let path = &context.manifest.path;
    let doc = docs::line(&format!("The credentials that `{path}` declares."));
    let fields = context.credentials().map(|(credential, config)| {
        let docs = field_docs(credential, path);
        let field = ident::field(&credential.name);
        let config = config.map(|config| {
            let name = &config.name;
            quote!(<#name>)
        });
        let handle = kind::handle(credential.kind, private);
        quote!(#docs pub #field: #handle #config)
    });
    quote! {
        #doc
        #[allow(dead_code, unreachable_pub, unused_qualifications, clippy::doc_markdown)]
        #[non_exhaustive]
        #visibility struct #name {
            #(#fields,)*
            __set: #private::Set,
        }
    }
}

fn field_docs(credential: &Credential, path: &str) -> TokenStream {
    let mut docs = TokenStream::new();
    if let Some(description) = &credential.description {
        description_docs(description, &mut docs);
        docs.extend(docs::line(""));
    }
    let optional = if credential.required { "" } else { " Not required." };
    let provider = &credential.provider;
    let sources = match credential.parts.as_slice() {
        [only] => format!("from {}", sources_doc(&only.sources)),
        parts => {
            let doc =
                |part: &Part| format!("`{}` from {}", part.row.name, sources_doc(&part.sources));
            parts.iter().map(doc).collect::<Vec<_>>().join(", ")
        }
    };
    docs.extend(docs::line(&format!("Provider `{provider}`, {sources}.{optional}")));
    docs.extend(docs::line(""));
    docs.extend(docs::line(&format!("Declared in `{path}`, line {}.", credential.line)));
    docs
}

fn sources_doc(sources: &[Source]) -> String {
    sources.iter().map(source_doc).collect::<Vec<_>>().join(", else ")
}

/// The description without what rustdoc would take for Rust code to run: indented blocks, and fences
/// that name no language.
fn description_docs(description: &str, docs: &mut TokenStream) {
    let mut in_fence = false;
    for line in description.lines() {
        let line = line.trim();
        let fence = ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence));
        in_fence ^= fence.is_some();
        docs.extend(match fence {
            Some(fence) if in_fence => docs::line(&format!("{fence}text")),
            _ => docs::line(line),
        });
    }
}

fn source_doc(source: &Source) -> String {
    match source {
        Source::Encoded(source, _) => source_doc(source),
        Source::Text(text) => format!("the manifest (`{}`)", text.text),
        Source::Env { var } => format!("the environment variable `{var}`"),
        Source::Remote(Remote { noun, key: None, .. }) => format!("the {noun}"),
        Source::Remote(Remote { noun, key: Some(key), .. }) => {
            format!("the key `{}` of the {noun}", key.text)
        }
        Source::File { path, key: None, .. } => format!("the {}", path.file_noun()),
        Source::File { path, key: Some(key), .. } => {
            format!("the key `{}` of the {}", key.text, path.file_noun())
        }
    }
}
