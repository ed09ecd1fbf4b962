//! Whether a program has to read YAML, as far as its manifest tells.

use std::path::Path;

use provider_credentials_manifest::checked::{Format, Source, Template, TemplatePart};

/// Whether a key may have to be looked up in YAML.
pub(super) fn may_be_yaml(source: &Source) -> bool {
    match (source.reads(), source.place()) {
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
