//! The sources that hold all parts of a credential.

use super::keys::Slots;
use super::part_example::{example, first_secret};
use super::sources::{self, sources};
use crate::code::Code;
use crate::model::{Label, Source};
use crate::report::{Problem, Problems};
use crate::schema::{self, CredentialKind, PartNeed};
use crate::secrets::shown;
use crate::yaml::Entry;

pub(super) fn of(
    kind: &CredentialKind,
    slots: &Slots<'_, '_>,
    label: &Label,
    problems: &mut Problems,
) -> Shared {
    if has_own_sources(kind, slots) {
        unused(slots, label, problems)
    } else {
        given(kind, slots, label, problems)
    }
}

/// Whether nothing is left for a source that holds all parts.
fn has_own_sources(kind: &CredentialKind, slots: &Slots<'_, '_>) -> bool {
    let is_given = |name: &str| slots.get(name).is_some();
    !slots.has_holes()
        && kind.parts.iter().all(|row| {
            let is_renamed = !row.renamed_by.is_empty() && is_given(row.renamed_by);
            !is_renamed
                && match row.need {
                    _ if !row.role.has_source() || is_given(row.name) => true,
                    PartNeed::Always => false,
                    PartNeed::OneOf(names) => names.iter().copied().any(is_given),
                    PartNeed::With(other) => !is_given(other),
                    PartNeed::Optional | PartNeed::OptionalWith(_) => true,
                }
        })
}

/// Reports a source that nothing is read from, at its first key.
fn unused(slots: &Slots<'_, '_>, label: &Label, problems: &mut Problems) -> Shared {
    let is_of_source = |key: &&schema::Key| {
        key.need.source().is_some() || matches!(key.name, "source" | "sources")
    };
    let given = slots.spec().keys.iter().filter(is_of_source).find_map(|key| slots.get(key.name));
    let Some(entry) = given else { return Shared::None };
    let message = format!("unused key `{}`, every part has its own value", entry.key.value);
    let problem = Problem::at(Code::UnusedKey, entry.key.span, message)
        .yielding_to(entry.value.span)
        .help("remove it, and the keys that go with it");
    problems.push(label.on(problem));
    Shared::Wrong
}

/// What there is.
pub(super) enum Shared {
    None,
    Whole(Vec<Source>),
    Wrong,
}

fn given(
    kind: &CredentialKind,
    slots: &Slots<'_, '_>,
    label: &Label,
    problems: &mut Problems,
) -> Shared {
    let first = slots.get("source").or_else(|| slots.get("sources"));
    if let Some(entry) = first {
        let read = sources(slots, label, problems);
        let whole = read.and_then(|read| holds_parts(kind, entry, read, label, problems));
        return whole.map_or(Shared::Wrong, Shared::Whole);
    }
    // Keys of a source, and nothing says which.
    let implied = sources::implied_source(slots).filter(|_| !slots.has_holes());
    let Some(source) = implied else { return Shared::None };
    let is_given = |key: &&schema::Key| {
        key.need.source().is_some()
            && !key.need.is_elsewhere(source)
            && slots.get(key.name).is_some()
    };
    let key = slots.spec().keys.iter().find(is_given);
    let Some(entry) = key.and_then(|key| slots.get(key.name)) else { return Shared::None };
    let key = &entry.key.value;
    let message = format!("unused key `{key}`, the parts of `{}` have sources", kind.name);
    let help = format!("move it to its part: `{}`", example(first_secret(kind), source, label));
    let problem = Problem::at(Code::UnusedKey, entry.key.span, message)
        .yielding_to(entry.value.span)
        .help(help);
    problems.push(label.on(problem));
    Shared::Wrong
}

/// A source that holds all parts has a key for each.
fn holds_parts(
    kind: &CredentialKind,
    entry: &Entry,
    sources: Vec<Source>,
    label: &Label,
    problems: &mut Problems,
) -> Option<Vec<Source>> {
    let one = sources.iter().find_map(|source| match source {
        Source::Given(given) if !given.kind.has_keys() => Some(given),
        Source::Given(_) | Source::Invalid => None,
    });
    let Some(given) = one else { return Some(sources) };
    let name = given.kind.name;
    let message =
        format!("`source: {name}` holds one text, and `type: {}` has several parts", kind.name);
    let written = match &given.values.first().and_then(|value| value.text()) {
        Some(text) => shown(text.text()),
        None => label.variable(),
    };
    let key = given.kind.keys.first().map_or("", |key| key.name);
    let help = format!(
        "give each part its source: `{}: {{ source: {name}, {key}: {written} }}`",
        first_secret(kind).name
    );
    let problem = Problem::at(Code::SourceWithoutParts, entry.value.span, message)
        .yielding_to(entry.value.span)
        .help(help);
    problems.push(label.on(problem));
    None
}
