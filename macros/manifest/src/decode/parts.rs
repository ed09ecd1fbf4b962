//! The parts of a credential: each has a source of its own, or one source holds all of them.

use super::keys::Slots;
use super::sources::{self, sources};
use super::value::{missing_value, number, text, wrong_type};
use crate::chars::joined;
use crate::code::Code;
use crate::model::{Auth, Field, Label, Part, PartValue, Source, Text};
use crate::report::{Problem, Problems};
use crate::schema::{self, CredentialKind, PartNeed, Role, Setting};
use crate::secrets::shown;
use crate::span::{Span, Spanned};
use crate::suggest;
use crate::yaml::{Entry, Kind, Value, is_like_variable};

pub(super) fn decode(
    kind: &'static CredentialKind,
    slots: &Slots<'_, '_>,
    label: &Label,
    problems: &mut Problems,
) -> Auth {
    let shared = if has_own_sources(kind, slots) {
        unused_source(slots, label, problems)
    } else {
        shared_sources(kind, slots, label, problems)
    };
    let mut reader =
        Reader { kind, slots, label, is_shared: !matches!(shared, Shared::None), is_whole: true };
    reader.conflicts(problems);
    let mut parts = Vec::new();
    for row in kind.parts {
        if let Some(value) = reader.part(row, problems) {
            parts.push(Part { row, at: reader.place(row.name), value });
        }
    }
    let (sources, are_whole) = match shared {
        Shared::None => (Vec::new(), true),
        Shared::Whole(sources) => (sources, true),
        Shared::Wrong => (Vec::new(), false),
    };
    let is_whole = reader.is_whole && are_whole;
    Auth { kind, at: slots.place("type"), parts, sources, is_whole }
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
fn unused_source(slots: &Slots<'_, '_>, label: &Label, problems: &mut Problems) -> Shared {
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

/// The sources that hold all parts.
enum Shared {
    None,
    Whole(Vec<Source>),
    Wrong,
}

/// The settings of a kind of which one part has a source, and whether they are whole.
pub(super) fn settings(
    kind: &'static CredentialKind,
    slots: &Slots<'_, '_>,
    label: &Label,
    problems: &mut Problems,
) -> (Vec<Part>, bool) {
    let mut reader = Reader { kind, slots, label, is_shared: false, is_whole: true };
    let mut parts = Vec::new();
    for row in kind.parts.iter().filter(|row| !row.role.has_source()) {
        if let Some(value) = reader.part(row, problems) {
            parts.push(Part { row, at: reader.place(row.name), value });
        }
    }
    (parts, reader.is_whole)
}

fn shared_sources(
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

fn first_secret(kind: &CredentialKind) -> &'static schema::Part {
    const NONE: &schema::Part = &schema::Part::NONE;

    // Every row has one: a test holds that.
    kind.parts.iter().find(|part| part.role.is_secret()).unwrap_or(NONE)
}

/// A part with its source, as one would write it.
fn example(part: &schema::Part, source: &str, label: &Label) -> String {
    let mut keys = vec![format!("source: {source}")];
    for key in schema::SOURCE.keys {
        if matches!(key.need, schema::Need::With(of) if of == source) {
            keys.push(format!("{}: {}", key.name, label.example_of(key, part.name)));
        }
    }
    format!("{}: {{ {} }}", part.name, keys.join(", "))
}

struct Reader<'s, 'n, 'l> {
    kind: &'static CredentialKind,
    slots: &'s Slots<'n, 'l>,
    label: &'l Label,
    /// Whether there are sources that hold all parts.
    is_shared: bool,
    is_whole: bool,
}

impl<'n> Reader<'_, 'n, '_> {
    /// Of parts that exclude each other.
    fn conflicts(&mut self, problems: &mut Problems) {
        let mut told: Vec<&[&str]> = Vec::new();
        for row in self.kind.parts {
            let PartNeed::OneOf(names) = row.need else { continue };
            if told.contains(&names) {
                continue;
            }
            told.push(names);
            let mut given = names.iter().filter_map(|name| self.key_of(name));
            if let (Some(first), Some(second)) = (given.next(), given.next()) {
                self.conflict(first, second, problems);
            }
        }
    }

    /// Two keys of which there may be one.
    fn conflict(&mut self, one: &Entry, other: &Entry, problems: &mut Problems) {
        self.is_whole = false;
        let (first, second) =
            if one.key.span < other.key.span { (one, other) } else { (other, one) };
        let message =
            format!("`{}` and `{}` cannot be used together", first.key.value, second.key.value);
        let problem = Problem::at(Code::ConflictingParts, second.key.span, message)
            .related(first.key.span, "the other one is here")
            .help("remove one of the two");
        problems.push(self.label.on(problem));
    }

    /// The key that says that a part is there: its own, or the one that renames it.
    fn key_of(&self, name: &str) -> Option<&'n Entry> {
        let row = self.kind.part(name)?;
        self.slots.get(row.name).or_else(|| self.slots.get(row.renamed_by))
    }

    fn place(&self, name: &str) -> Option<Span> {
        self.key_of(name).map(|entry| entry.key.span)
    }

    fn is_there(&self, name: &str) -> bool {
        self.key_of(name).is_some() || self.kind.part(name).is_some_and(|row| self.is_implied(row))
    }

    /// Whether a part is there because a source holds all of them.
    fn is_implied(&self, row: &schema::Part) -> bool {
        self.is_shared
            && row.role.has_source()
            && match row.need {
                PartNeed::Always => true,
                PartNeed::OneOf(names) => {
                    names.first() == Some(&row.name)
                        && names.iter().all(|name| self.key_of(name).is_none())
                }
                PartNeed::With(other) => self.is_there(other),
                PartNeed::Optional | PartNeed::OptionalWith(_) => false,
            }
    }

    /// `None` if it is not there.
    fn part(&mut self, row: &'static schema::Part, problems: &mut Problems) -> Option<PartValue> {
        let renamed = self.slots.get(row.renamed_by);
        if let PartNeed::With(other) | PartNeed::OptionalWith(other) = row.need {
            if let (Some(entry), false) = (self.key_of(row.name), self.is_there(other)) {
                self.unused(entry, &format!("`{other}` is not there"), problems);
                return None;
            }
        }
        match (self.slots.get(row.name), renamed) {
            (Some(entry), None) => {
                let value = self.value(row, entry, problems);
                self.is_whole &= value.is_some();
                value
            }
            (Some(own), Some(renamed)) => {
                self.conflict(own, renamed, problems);
                None
            }
            (None, Some(renamed)) if !self.is_shared => {
                let why = "no source under `auth` holds all parts";
                self.unused(renamed, why, problems);
                None
            }
            (None, Some(renamed)) => match text(Some(renamed), self.label, problems) {
                Field::Given(text) => Some(PartValue::Shared(Some(text))),
                Field::Missing | Field::Invalid => {
                    self.is_whole = false;
                    None
                }
            },
            (None, None) if self.is_implied(row) => Some(PartValue::Shared(None)),
            (None, None) => {
                self.require(row, problems);
                None
            }
        }
    }

    fn unused(&mut self, entry: &Entry, why: &str, problems: &mut Problems) {
        self.is_whole = false;
        let message = format!("unused key `{}`, {why}", entry.key.value);
        let problem = Problem::at(Code::UnusedKey, entry.key.span, message)
            .yielding_to(entry.value.span)
            .help("remove it");
        problems.push(self.label.on(problem));
    }

    /// Reports a part that has to be there.
    fn require(&mut self, row: &'static schema::Part, problems: &mut Problems) {
        let is_missing = match row.need {
            PartNeed::Always => true,
            PartNeed::Optional | PartNeed::OptionalWith(_) => false,
            PartNeed::OneOf(names) => {
                names.first() == Some(&row.name)
                    && names.iter().all(|name| self.key_of(name).is_none())
            }
            PartNeed::With(other) => self.is_there(other),
        };
        if !is_missing {
            return;
        }
        self.is_whole = false;
        if self.slots.has_holes() {
            return;
        }
        let what = match row.need {
            PartNeed::OneOf(names) => {
                let mut all = Vec::with_capacity(names.len());
                for name in names {
                    all.push((*name).to_owned());
                }
                format!("missing key in `auth`: one of {}", suggest::all_of(&all))
            }
            _ => format!("missing key `{}` in `auth`", row.name),
        };
        let add = if row.role.is_from_source() {
            example(row, "env", self.label)
        } else {
            format!("{}: {}", row.name, row.example)
        };
        let node = self.slots.node();
        let problem = Problem::at(Code::MissingKey, node.caret(), what)
            .yielding_to(node.span)
            .help(format!("add `{add}`"));
        problems.push(self.label.on(problem));
    }

    /// What stands at the part's key; `None` if it is wrong.
    fn value(
        &self,
        row: &'static schema::Part,
        entry: &Entry,
        problems: &mut Problems,
    ) -> Option<PartValue> {
        let label = self.label;
        if entry.value.is_null() {
            let help = if row.role.is_from_source() {
                format!("write `{}`", example(row, "env", label))
            } else {
                format!("write `{}: {}`", row.name, row.example)
            };
            problems.push(missing_value(entry, &help, label));
            return None;
        }
        match (row.role, &entry.value.kind) {
            (_, Kind::Invalid) => None,
            (Role::Setting(setting), _) => self.setting(setting, entry, problems),
            (_, Kind::Mapping(mapping)) => {
                let node = &entry.value;
                let mut slots = Slots::read(node, mapping, &schema::PART, Some(label), problems);
                for entry in slots.take_misplaced() {
                    problems.push(slots.unknown(entry));
                }
                sources::required(&slots, problems);
                sources(&slots, label, problems).map(PartValue::Sources)
            }
            (Role::Public | Role::Pem, Kind::Scalar(_)) => {
                text(Some(entry), label, problems).into_given().map(PartValue::Text)
            }
            (_, kind) => {
                // Not the text itself: it is masked, as it may be the secret.
                let help = match kind {
                    Kind::Scalar(scalar) if scalar.value == Value::Text => {
                        let name = scalar.text.trim_start_matches(['$', '{']);
                        let is_one = is_like_variable(name.trim_end_matches('}'));
                        let named = if is_one { ", with that name" } else { "" };
                        if scalar.text.starts_with(['/', '~', '.']) {
                            let keys = "source: file, file_path: …";
                            format!("write `{}: {{ {keys} }}`, with that path", row.name)
                        } else {
                            format!("write `{}: {{ source: env, env_var: … }}`{named}", row.name)
                        }
                    }
                    _ => format!("write `{}`", example(row, "env", label)),
                };
                let what = format!("`{}`", row.name);
                let problem = wrong_type(&what, &entry.value, "a mapping with its `source`");
                problems.push(label.on(problem.yielding_to(entry.value.span).help(help)));
                None
            }
        }
    }

    fn setting(
        &self,
        setting: Setting,
        entry: &Entry,
        problems: &mut Problems,
    ) -> Option<PartValue> {
        let field = match (setting, &entry.value.kind) {
            (Setting::Number(..), _) => number(Some(entry), self.label, problems),
            (Setting::Words, Kind::Sequence(items)) => {
                let mut words = Vec::with_capacity(items.len());
                for item in items {
                    match &item.kind {
                        Kind::Scalar(scalar) if scalar.value == Value::Text => {
                            words.push(scalar.text.as_str());
                        }
                        _ => {
                            let what = format!("an item of `{}`", entry.key.value);
                            let problem = wrong_type(&what, item, "a word");
                            problems.push(self.label.on(problem.help("write one word")));
                            return None;
                        }
                    }
                }
                let value = Text { text: joined(&words, " "), verbatim: None };
                Field::Given(Spanned { value, span: entry.value.span })
            }
            _ => text(Some(entry), self.label, problems),
        };
        field.into_given().map(PartValue::Text)
    }
}
