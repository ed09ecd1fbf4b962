//! Compares two checked manifests.

use provider_credentials_manifest::checked::{Checked, ConfigField, ConfigValue, Credential};

use super::difference::{Detail, Difference, Entry, Renamed, Status};
use super::places::{code, sources};
use super::read::Manifest;
use super::{duties, variables};
use crate::status::places;

pub(super) fn compare(old: &Manifest, new: &Manifest) -> Difference {
    let (before, after) = (credentials(old), credentials(new));
    let mut entries = Vec::new();
    let mut duties = Vec::new();
    for credential in after {
        match twin(credential, before) {
            None => {
                let gone = before.iter().filter(|other| twin(other, after).is_none());
                let mut entry = entry(credential, Status::Added, Vec::new());
                entry.renamed = renamed(credential, gone);
                entries.push(entry);
                duties.extend(duties::of_new(credential, before));
            }
            Some(other) => {
                let details = details(other, credential);
                if !details.is_empty() {
                    entries.push(entry(credential, Status::Changed, details));
                    duties.extend(duties::of_changed(other, credential, before));
                }
            }
        }
    }
    for credential in before.iter().filter(|credential| twin(credential, after).is_none()) {
        entries.push(entry(credential, Status::Removed, Vec::new()));
    }
    duties.extend(variables::of_new(before, after));
    duties.extend(variables::of_unread(before, after));
    duties.sort_by_key(|duty| duty.when);
    Difference {
        old: old.label.clone(),
        new: new.label.clone(),
        file: new.file.clone(),
        entries,
        duties,
    }
}

fn credentials(manifest: &Manifest) -> &[Credential] {
    manifest.checked.as_ref().map_or(&[], |Checked { credentials, .. }| credentials)
}

/// The same field: `open-ai` may be spelled `open_ai` now.
fn twin<'c>(credential: &Credential, others: &'c [Credential]) -> Option<&'c Credential> {
    others.iter().find(|other| other.name.snake == credential.name.snake)
}

/// Of what is gone, a credential of the same type that was read from the same places.
fn renamed<'c>(
    credential: &Credential,
    gone: impl Iterator<Item = &'c Credential>,
) -> Option<Renamed> {
    let has_same = |other: &&Credential| {
        other.kind == credential.kind
            && other.parts.len() == credential.parts.len()
            && other.sources().eq(credential.sources())
    };
    let place = places::of(credential).into_iter().find(|place| !place.name.is_empty())?;
    let other = { gone }.find(has_same)?;
    Some(Renamed { from: other.id.clone(), place: place.name })
}

fn entry(credential: &Credential, status: Status, details: Vec<Detail>) -> Entry {
    Entry {
        id: credential.id.clone(),
        provider: credential.provider.clone(),
        kind: credential.kind.name,
        required: credential.required,
        sources: parts(credential),
        places: places::of(credential),
        status,
        renamed: None,
        line: (status != Status::Removed).then_some(credential.line),
        details,
    }
}

/// Where each part comes from; a kind that is one text has no names for parts.
fn parts(credential: &Credential) -> Vec<String> {
    let named = credential.kind.has_parts();
    let parts = credential.parts.iter();
    parts
        .map(|part| {
            if named { format!("{} from {}", part.row.name, sources(part)) } else { sources(part) }
        })
        .collect()
}

fn details(old: &Credential, new: &Credential) -> Vec<Detail> {
    let list = |codes: &[&str]| (!codes.is_empty()).then(|| codes.join(", "));
    let text = |text: &str| Some(code(text));
    let mut found = vec![
        detail("id", text(&old.id), text(&new.id)),
        detail("provider", text(&old.provider), text(&new.provider)),
        detail(
            "description",
            old.description.as_deref().map(code),
            new.description.as_deref().map(code),
        ),
        detail("required", Some(old.required.to_string()), Some(new.required.to_string())),
        detail("type", Some(old.kind.name.to_owned()), Some(new.kind.name.to_owned())),
    ];
    let parts = old.parts.iter().chain(&new.parts).map(|part| part.row.name);
    for name in unique(parts) {
        let of = |credential: &Credential| {
            let part = credential.parts.iter().find(|part| part.row.name == name);
            part.map(sources)
        };
        let is_only = !old.kind.has_parts() && !new.kind.has_parts() && name == "secret";
        let key = if is_only { "source".to_owned() } else { format!("{name}.source") };
        found.push(detail(&key, of(old), of(new)));
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    flat(&old.config, "config", &mut before);
    flat(&new.config, "config", &mut after);
    for key in unique(before.iter().chain(&after).map(|(key, _)| key)) {
        let of = |config: &[(String, String)]| {
            config.iter().find(|(own, _)| own == key).map(|(_, value)| value.clone())
        };
        found.push(detail(key, of(&before), of(&after)));
    }
    found.push(detail("allow", list(&old.allow), list(&new.allow)));
    found.retain(|detail| detail.old != detail.new);
    found
}

fn detail(key: &str, old: Option<String>, new: Option<String>) -> Detail {
    Detail { key: key.to_owned(), old, new }
}

fn unique<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

/// Each value of a config by its path.
fn flat(fields: &[ConfigField], above: &str, out: &mut Vec<(String, String)>) {
    for field in fields {
        let path = format!("{above}.{}", crate::plain::plain(&field.key));
        match &field.value {
            ConfigValue::Struct(fields) => flat(fields, &path, out),
            value => out.push((path, shown(value))),
        }
    }
}

fn shown(value: &ConfigValue) -> String {
    match value {
        ConfigValue::Str(text) => code(text),
        ConfigValue::Template { template, .. } => code(&template.text),
        ConfigValue::Int(number) => number.to_string(),
        ConfigValue::Float(number) => number.to_string(),
        ConfigValue::Bool(is) => is.to_string(),
        ConfigValue::List(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        ConfigValue::Struct(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| {
                    format!("{}: {}", crate::plain::plain(&field.key), shown(&field.value))
                })
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}
