use provider_credentials_manifest::checked::{Credential, Source};

use super::code::Code;
use super::{Context, ident};

/// The struct with one field for each credential.
pub(super) fn expand(context: &Context<'_>, code: &mut Code<'_>) {
    let path = &context.manifest.path;
    code.doc(&format!("The credentials that `{path}` declares."));
    code.add(
        "\
#[allow(dead_code, unreachable_pub, unused_qualifications, clippy::doc_markdown)]
#[non_exhaustive]
$visibility struct $name {
",
        &[],
    );
    for (credential, config) in context.credentials() {
        field_docs(credential, path, code);
        let field = ident::field(&credential.name);
        let config = config.map(|config| format!("<{}>", config.name)).unwrap_or_default();
        code.add(
            "pub $field: $private::Credential$config,\n",
            &[("field", &field), ("config", &config)],
        );
    }
    code.add("__set: $private::Set,\n}\n", &[]);
}

fn field_docs(credential: &Credential, path: &str, code: &mut Code<'_>) {
    if let Some(description) = &credential.description {
        description_docs(description, code);
        code.doc("");
    }
    let optional = if credential.required { "" } else { " Not required." };
    let sources: Vec<String> = credential.sources.iter().map(source_doc).collect();
    let sources = sources.join(", else ");
    code.doc(&format!("Provider `{}`, from {sources}.{optional}", credential.provider));
    code.doc("");
    code.doc(&format!("Declared in `{path}`, line {}.", credential.line));
}

/// The description without what rustdoc would take for Rust code to run: indented blocks, and fences
/// that name no language.
fn description_docs(description: &str, code: &mut Code<'_>) {
    let mut in_fence = false;
    for line in description.lines() {
        let line = line.trim();
        let fence = ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence));
        in_fence ^= fence.is_some();
        match fence {
            Some(fence) if in_fence => code.doc(&format!("{fence}text")),
            _ => code.doc(line),
        }
    }
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
