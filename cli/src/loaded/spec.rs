use std::path::{Path, absolute};

use provider_credentials::__private::{PartSpec, SourceSpec, Spec, Table};
use provider_credentials::Kind;
use provider_credentials_manifest::checked::{
    Checked, ConfigField, ConfigValue, Credential, Template,
};

use super::source::{source, template, text};
use super::table::set_table;
use super::{kind_off, kinds};

/// Makes [`Loaded`](super::Loaded) those credentials of the manifest, for the rest of the run.
/// Relative paths of it are relative to `base_dir`, if there is one.
pub(crate) fn use_manifest(manifest: &Checked, base_dir: Option<&Path>) {
    let base = base_dir.and_then(|directory| absolute(directory).ok());
    set_table(table(manifest, base.as_deref().and_then(Path::to_str)));
}

fn table(manifest: &Checked, base: Option<&str>) -> Table {
    let specs: Vec<Spec> = manifest.credentials.iter().map(|one| spec(one, base)).collect();
    let kinds: Vec<(&'static str, &'static Kind)> = manifest
        .credentials
        .iter()
        .filter_map(|credential| Some((text(&credential.id), kinds::kind(credential.kind.name)?)))
        .collect();
    let allowed: Vec<(&'static str, &'static [&'static str])> = manifest
        .credentials
        .iter()
        .filter(|credential| !credential.allow.is_empty())
        .map(|credential| (text(&credential.id), &*credential.allow.clone().leak()))
        .collect();
    // What generated code leaves out where a manifest does without, to link less.
    Table::new(specs.leak())
        .asking()
        .decoding()
        .reading_yaml()
        .allowing(allowed.leak())
        .of_kinds(kinds.leak())
}

fn spec(credential: &Credential, base: Option<&str>) -> Spec {
    let mut parts: Vec<PartSpec> = credential
        .parts
        .iter()
        .map(|part| {
            let sources: Vec<SourceSpec> = match kind_off::source(credential) {
                Some(off) => vec![off],
                None => part.sources.iter().map(|one| source(one, base)).collect(),
            };
            PartSpec { name: part.row.name, sources: sources.leak() }
        })
        .collect();
    texts_of(&credential.config, &mut |part, value| {
        let sources = vec![SourceSpec::Text(template(value))].leak();
        parts.push(PartSpec { name: text(part), sources });
    });
    Spec::new(text(&credential.id), text(&credential.provider), credential.required, parts.leak())
}

/// The texts of `config` that are filled in when a program loads, which are parts.
fn texts_of(fields: &[ConfigField], each: &mut dyn FnMut(&str, &Template)) {
    for field in fields {
        match &field.value {
            ConfigValue::Template { part, template } => each(part, template),
            ConfigValue::Struct(fields) => texts_of(fields, each),
            _ => {}
        }
    }
}
