//! Which formats a program looks keys up in, as far as its manifest tells.

use std::path::Path;

use provider_credentials_manifest::checked::{Credential, Format, Source, Template, TemplatePart};

/// Whether a source of the credential is read as `needed`.
pub(super) fn reads(credential: &Credential, needed: Format) -> bool {
    credential.sources().any(|source| format(source) == Some(needed))
}

/// What the program will find, as far as the path tells before it runs.
fn format(source: &Source) -> Option<Format> {
    let (path, format) = match source {
        Source::Encoded(source, _) => return format(source),
        Source::Env { .. } | Source::Text(_) => return None,
        // What a source answers has no name that tells its format.
        Source::Remote(remote) => return remote.key.as_ref().map(|_| Format::ByExtension),
        Source::File { path, format, .. } => (path, format),
    };
    match format {
        Format::Text | Format::Binary => None,
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

/// Whether a key may have to be looked up in YAML.
pub(super) fn may_be_yaml(source: &Source) -> bool {
    match (format(source), source.place()) {
        (None, _) => false,
        (Some(Format::Json), Source::File { path, format: Format::ByExtension, .. }) => {
            !keeps_extension(path)
        }
        (Some(format), _) => format != Format::Json,
    }
}

/// Whether no variable can take the extension away: it does where a name is nothing but `.json` then.
fn keeps_extension(path: &Template) -> bool {
    let Some(TemplatePart::Text(end)) = path.parts.last() else { return false };
    let name = end.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    let is_whole = path.parts.len() == 1 || name.len() < end.len();
    is_whole && Path::new(name).extension().is_some()
}
