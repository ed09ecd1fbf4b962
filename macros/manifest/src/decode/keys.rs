//! The keys of a mapping against its schema.

use std::mem;

use super::labelled::labelled;
use super::misplaced::{home, is_auth};
use super::{by_source, misplaced};
use crate::code::Code;
use crate::model::Label;
use crate::report::{Problem, Problems};
use crate::schema;
use crate::span::Span;
use crate::suggest;
use crate::yaml::{Entry, Kind, Mapping, Node, Value};

/// The entries of a mapping by the schema's key that each was meant to be.
pub(super) struct Slots<'n, 'l> {
    pub(super) node: &'n Node,
    pub(super) spec: &'static schema::Mapping,
    pub(super) label: Option<&'l Label>,
    pub(super) found: Vec<(&'static str, &'n Entry)>,
    /// Keys that are known in another mapping, not reported yet.
    misplaced: Vec<&'n Entry>,
    /// Unknown keys below a `config:` without a value, not reported yet.
    of_config: Vec<&'n Entry>,
    holes: bool,
    pub(super) sources: Sources,
}

/// What a mapping says of the source that its other keys belong to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Sources {
    Unsaid,
    One(&'static str),
    /// Each with its own keys.
    List,
    /// A `type` or a `source` that we do not know, and so its keys.
    Foreign,
}

impl<'n, 'l> Slots<'n, 'l> {
    pub(super) fn read(
        node: &'n Node,
        mapping: &'n Mapping,
        spec: &'static schema::Mapping,
        label: Option<&'l Label>,
        problems: &mut Problems,
    ) -> Self {
        let mut slots = Slots {
            node,
            spec,
            label,
            found: Vec::new(),
            misplaced: Vec::new(),
            of_config: Vec::new(),
            holes: mapping.holes,
            sources: Sources::Unsaid,
        };
        let mut unknown = slots.classify(mapping);
        slots.sources = slots.stated_sources(&unknown);
        slots.holes |= slots.is_foreign();
        let is_only = unknown.len() == 1;
        slots.recover_config(mapping, &mut unknown);
        for entry in unknown {
            slots.report_unknown(entry, mapping.holds_secret(entry), is_only, problems);
        }
        slots
    }

    /// Sorts the entries into those with a known key, those that belong elsewhere, and the rest.
    fn classify(&mut self, mapping: &'n Mapping) -> Vec<&'n Entry> {
        let mut unknown = Vec::new();
        for entry in &mapping.entries {
            match self.spec.key(&entry.key.value) {
                Some(key) => self.found.push((key.name, entry)),
                None if home(&entry.key.value).is_some() => self.misplaced.push(entry),
                None if is_auth(entry, mapping, self.spec) => self.misplaced.push(entry),
                None => unknown.push(entry),
            }
        }
        unknown
    }

    /// Settings of the user's own that are not below `config`: a `config:` that was indented too far, or
    /// whose lines were not indented, is one mistake.
    fn recover_config(&mut self, mapping: &Mapping, unknown: &mut Vec<&'n Entry>) {
        let is_config = |entry: &&&Entry| entry.key.value == "config" && entry.value.is_null();
        if let Some(config) = self.misplaced.iter().find(is_config) {
            let start = config.key.span;
            for entry in mem::take(unknown) {
                if entry.key.span < start && entry.via.is_none() || mapping.holds_secret(entry) {
                    unknown.push(entry);
                }
            }
        }
        let Some(config) = self.get("config").filter(|config| config.value.is_null()) else {
            return;
        };
        let mut left = Vec::new();
        for entry in unknown.drain(..) {
            let is_below = config.key.span < entry.key.span && self.near(entry).is_none();
            let is_read_there = is_below && (!self.is_foreign() || mapping.holds_secret(entry));
            if is_read_there { self.of_config.push(entry) } else { left.push(entry) }
        }
        *unknown = left;
    }

    fn report_unknown(
        &mut self,
        entry: &'n Entry,
        is_secret: bool,
        is_only: bool,
        problems: &mut Problems,
    ) {
        if self.is_foreign() && self.near(entry).is_none() && !is_secret {
            return;
        }
        if let (Sources::Unsaid, Some(label), true) =
            (self.sources, self.label, self.spec.has("source") && by_source::is_source(entry))
        {
            let keys = by_source::keys(entry, label).join("` and `");
            let problem = misplaced::unknown(entry, self.spec).help(format!("write `{keys}`"));
            problems.push(label.on(problem));
            self.holes = true;
            return;
        }
        let problem = self.unknown(entry);
        if let (true, Some(lacking)) = (is_only, self.meant_by(entry)) {
            problems.push(problem.help(format!("write `{lacking}`")));
            self.holes = true;
            return;
        }
        problems.push(problem);
        // Whoever wrote the secret here left out what says where it is: one mistake.
        if is_secret {
            self.holes = true;
            return;
        }
        // A misspelt key is one mistake: the key that it misses counts as given.
        let mut missing = Vec::new();
        for name in self.names() {
            if self.get(name).is_none() {
                missing.push(name);
            }
        }
        if let Some(meant) = self.near_among(&missing, entry) {
            self.found.push((meant, entry));
        }
    }

    fn stated_sources(&self, unknown: &[&Entry]) -> Sources {
        let entry = |name: &str| {
            let misspelt = |entry: &&&Entry| {
                suggest::nearest(&entry.key.value, &self.spec.names()) == Some(name)
            };
            self.get(name).or_else(|| unknown.iter().find(misspelt).copied())
        };
        let word = |name: &str, words: &'static [&'static str]| {
            let Kind::Scalar(scalar) = &entry(name)?.value.kind else { return None };
            let is_text = scalar.value == Value::Text;
            is_text.then(|| suggest::nearest_value(&scalar.text, words))
        };
        if self.spec.key("source").is_none() {
            return Sources::Unsaid;
        }
        match (word("type", schema::TYPES), word("source", schema::SOURCE_NAMES)) {
            (Some(None), _) | (_, Some(None)) => Sources::Foreign,
            (_, Some(Some(source))) if self.get("sources").is_none() => Sources::One(source),
            (_, None) if self.get("sources").is_some() => Sources::List,
            _ => Sources::Unsaid,
        }
    }

    /// Whether its keys are those of a type or a source that we do not know.
    pub(super) fn is_foreign(&self) -> bool {
        self.sources == Sources::Foreign
    }

    pub(super) fn get(&self, name: &str) -> Option<&'n Entry> {
        self.found.iter().find(|(found, _)| *found == name).map(|(_, entry)| *entry)
    }

    /// Where the value of a key stands, or the mapping without it.
    pub(super) fn place(&self, name: &str) -> Span {
        self.get(name).map_or_else(|| self.node.caret(), |entry| entry.value.span)
    }

    /// The entry, or a report at the mapping that lacks it.
    pub(super) fn require(&self, name: &'static str, problems: &mut Problems) -> Option<&'n Entry> {
        let entry = self.get(name);
        if entry.is_none() && !self.holes {
            problems.push(self.missing(name));
        }
        entry
    }

    pub(super) fn missing(&self, name: &str) -> Problem {
        let example = match (self.spec.key(name), self.label) {
            (Some(key), Some(label)) => label.example(key),
            (Some(key), None) => key.example.to_owned(),
            (None, _) => "...".to_owned(),
        };
        let message = format!("missing key `{name}` in {}", self.spec.name);
        let problem = Problem::at(Code::MissingKey, self.node.caret(), message)
            .yielding_to(self.node.span)
            .help(format!("add `{name}: {example}`"));
        labelled(self.label, problem)
    }

    /// The keys that there may be.
    pub(super) fn spec(&self) -> &'static schema::Mapping {
        self.spec
    }

    /// The mapping itself.
    pub(super) fn node(&self) -> &'n Node {
        self.node
    }

    pub(super) fn has_holes(&self) -> bool {
        self.holes
    }

    /// Counts an entry that stands elsewhere as if it stood here.
    pub(super) fn adopt(&mut self, entry: &'n Entry) {
        if let Some(key) = self.spec.key(&entry.key.value) {
            if self.get(key.name).is_none() {
                self.found.push((key.name, entry));
            }
        }
    }

    /// What was to stand under `config` and is not indented.
    pub(super) fn of_config(&self) -> &[&'n Entry] {
        &self.of_config
    }

    pub(super) fn take_misplaced(&mut self) -> Vec<&'n Entry> {
        mem::take(&mut self.misplaced)
    }

    pub(super) fn holds_secret(&self, entry: &Entry) -> bool {
        self.node.mapping().is_some_and(|mapping| mapping.holds_secret(entry))
    }
}
