//! The parts of a credential: each has a source of its own, or one source holds all of them.

use super::keys::Slots;
use super::part_example::example;
use super::part_value;
use super::shared_sources::{self, Shared};
use super::value::text;
use crate::code::Code;
use crate::model::{Auth, Field, Label, Part, PartValue};
use crate::report::{Problem, Problems};
use crate::schema::{self, CredentialKind, PartNeed};
use crate::span::Span;
use crate::suggest;
use crate::yaml::Entry;

pub(super) fn decode(
    kind: &'static CredentialKind,
    slots: &Slots<'_, '_>,
    label: &Label,
    problems: &mut Problems,
) -> Auth {
    let shared = shared_sources::of(kind, slots, label, problems);
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
                let value = part_value::read(row, entry, self.label, problems);
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
}
