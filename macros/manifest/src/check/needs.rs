//! The features of the runtime that a manifest needs. Generated code names the place that needs one that is off.

use crate::checked::{Credential, Format, Need, Source};
use crate::model::{self, Auth, Given, Manifest, PartValue, SourceValue};
use crate::schema::{self, Shape};
use crate::source::SourceFile;
use crate::span::Span;

/// Of a manifest that is whole: its credentials, parts and sources are those of the model.
pub(super) fn of(
    manifest: &Manifest<'_>,
    credentials: &[Credential],
    source_file: &SourceFile,
) -> Vec<Need> {
    let mut needs = Vec::new();
    for (model, checked) in manifest.credentials.iter().zip(credentials) {
        let Some(auth) = &model.auth else { continue };
        each(auth, checked, &mut |of, at| {
            if needs.iter().all(|need: &Need| need.of != of) {
                let (line, column) = source_file.position(at.start);
                needs.push(Need { of, id: checked.id.clone(), line, column });
            }
        });
    }
    needs
}

fn each(auth: &Auth, checked: &Credential, need: &mut dyn FnMut(&'static str, Span)) {
    if auth.kind.feature.is_some() {
        need(auth.kind.name, auth.at);
    }
    for part in &auth.parts {
        if let Some(feature) = part.row.feature {
            need(feature, part.at.unwrap_or(auth.at));
        }
        let (sources, renamed) = match &part.value {
            PartValue::Sources(sources) => (sources, None),
            PartValue::Shared(name) => (&auth.sources, name.as_ref().map(|name| name.span)),
            PartValue::Text(_) => continue,
        };
        let whole = checked.parts.iter().find(|whole| whole.row == part.row);
        let whole = whole.map_or(&[][..], |whole| &whole.sources);
        for (source, whole) in sources.iter().zip(whole) {
            if let model::Source::Given(given) = source {
                of_source(given, whole, renamed, need);
            }
        }
    }
}

fn of_source(
    given: &Given,
    whole: &Source,
    renamed: Option<Span>,
    need: &mut dyn FnMut(&'static str, Span),
) {
    if given.kind.feature.is_some() {
        need(given.kind.name, given.at);
    }
    // What is looked up: a key of the source, or one for each part.
    let mut key = renamed.unwrap_or(given.at);
    for (row, value) in given.iter() {
        match value {
            SourceValue::Word(word) if row.name == "encrypted" => {
                if let Some(by) = schema::encryption(word.value) {
                    need(by.name, word.span);
                }
            }
            SourceValue::Text(text) if matches!(row.shape, Shape::KeyPath) => key = text.span,
            _ => {}
        }
    }
    match whole.reads() {
        Some(Format::Json) => need("json", key),
        Some(Format::Yaml) => need("yaml", key),
        Some(Format::ByExtension) => need("json_or_yaml", key),
        Some(Format::Text | Format::Binary) | None => {}
    }
}
