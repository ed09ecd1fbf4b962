//! The keys of a mapping against its schema.

use std::mem;

use super::labelled::labelled;
use super::misplaced::{LIST, home, is_auth, is_environment, is_list};
use super::{by_source, misplaced};
use crate::code::Code;
use crate::model::Label;
use crate::names::is_plain;
use crate::report::{Problem, Problems};
use crate::schema::{self, Need, Shape};
use crate::secrets::{is_plain_number, is_secret_name, shown};
use crate::span::Span;
use crate::suggest;
use crate::yaml::{Entry, Kind, Mapping, Node, Value};

/// The entries of a mapping by the schema's key that each was meant to be.
pub(super) struct Slots<'n, 'l> {
    node: &'n Node,
    spec: &'static schema::Mapping,
    label: Option<&'l Label>,
    found: Vec<(&'static str, &'n Entry)>,
    /// Keys that are known in another mapping, not reported yet.
    misplaced: Vec<&'n Entry>,
    /// Unknown keys below a `config:` without a value, not reported yet.
    of_config: Vec<&'n Entry>,
    holes: bool,
    sources: Sources,
}

/// What a mapping says of the source that its other keys belong to.
#[derive(Clone, Copy, PartialEq)]
enum Sources {
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

    /// The keys that are read here: those of another source are not.
    fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for name in self.spec.names() {
            let need = self.spec.key(name).map(|key| key.need);
            match (need.filter(|need| need.source().is_some()), self.sources) {
                (Some(_), Sources::List) => {}
                (Some(need), Sources::One(stated)) if need.is_elsewhere(stated) => {}
                _ => names.push(name),
            }
        }
        names
    }

    fn near(&self, entry: &Entry) -> Option<&'static str> {
        self.near_among(&self.names(), entry)
    }

    fn near_among(&self, names: &[&'static str], entry: &Entry) -> Option<&'static str> {
        let near = self.nearest(&entry.key.value, names).filter(|_| !is_of_command(entry));
        let other = schema::part_meant_by(&entry.key.value).filter(|part| names.contains(part));
        // `user` is a key of one source, and a part's other name.
        let meant = match self.sources {
            Sources::One(_) => near.or(other),
            _ => other.or(near),
        };
        meant.or_else(|| self.list_meant_by(entry))
    }

    /// As [`suggest::nearest`]. What all keys of a source begin with does not make one near to another.
    fn nearest(&self, word: &str, names: &[&'static str]) -> Option<&'static str> {
        let is_of_source = |name: &str| {
            let key = self.spec.key(name);
            key.is_some_and(|key| key.need.source().is_some())
        };
        let (start, rest) = word.split_once('_').unwrap_or_default();
        let mut rests = Vec::new();
        for name in names {
            let (first, of_name) = name.split_once('_').unwrap_or_default();
            if !start.is_empty() && first == start && is_of_source(name) {
                rests.push(of_name);
            }
        }
        if rests.len() < 2 {
            return suggest::nearest(word, names);
        }
        let near = suggest::nearest(rest, &rests).or_else(|| suggest::within(rest, &rests))?;
        names.iter().copied().find(|name| name.split_once('_') == Some((start, near)))
    }

    /// The list of credentials by a name like no other, where nothing else could be it.
    fn list_meant_by(&self, entry: &Entry) -> Option<&'static str> {
        if !self.spec.has(LIST) || self.get(LIST).is_some() || !is_list(entry) {
            return None;
        }
        for other in &self.node.mapping()?.entries {
            let is_near = suggest::nearest(&other.key.value, &[LIST]).is_some();
            if other.key.span != entry.key.span && (is_near || is_list(other)) {
                return None;
            }
        }
        Some(LIST)
    }

    /// What the source needs and does not have, for a key like no other.
    fn meant_by(&self, entry: &Entry) -> Option<&'static str> {
        let Sources::One(source) = self.sources else { return None };
        let is_text = matches!(entry.value.kind, Kind::Scalar(_)) && !self.holds_secret(entry);
        if !is_text || self.near(entry).is_some() {
            return None;
        }
        let lacks =
            |key: &&schema::Key| key.need == Need::With(source) && self.get(key.name).is_none();
        let has_others = self.found.iter().any(|(name, _)| {
            let key = self.spec.key(name);
            key.is_some_and(|key| key.need.is_elsewhere(source))
        });
        self.spec.keys.iter().find(lacks).map(|key| key.name).filter(|_| !has_others)
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

    /// The problem of a key that nobody knows here, with the first hint that fits.
    pub(super) fn unknown(&self, entry: &Entry) -> Problem {
        let problem = misplaced::unknown(entry, self.spec);
        let hint = HINTS.iter().find_map(|hint| hint(self, entry));
        let problem = match hint {
            Some(Hint { help, related, masks }) => {
                let problem = problem.help(help);
                let problem = match related {
                    Some((at, label)) => problem.related(at, label),
                    None => problem,
                };
                if masks { problem.masking(entry.value.span) } else { problem }
            }
            None => self.nonsense(entry, problem),
        };
        labelled(self.label, problem)
    }

    /// A key like no other, perhaps one of several that an alias brings.
    fn nonsense(&self, entry: &Entry, problem: Problem) -> Problem {
        let is_inside = self.node.span.range().contains(&(entry.key.span.start as usize));
        let is_fit = self.found.iter().any(|(_, found)| found.via == entry.via);
        let problem = match entry.via.filter(|_| !is_inside && !is_fit) {
            Some(alias) => {
                let message =
                    format!("this alias brings keys that {} does not have", self.spec.name);
                Problem::at(Code::UnknownKey, alias, message)
                    .related(entry.key.span, "such as this one")
            }
            None => problem,
        };
        problem
            .help("remove it; settings of your own go under a credential's `config`")
            .note(format!("expected {}", suggest::one_of(&self.names())))
    }

    fn holds_secret(&self, entry: &Entry) -> bool {
        self.node.mapping().is_some_and(|mapping| mapping.holds_secret(entry))
    }
}

/// What a key was meant to be.
struct Hint {
    help: String,
    related: Option<(Span, String)>,
    masks: bool,
}

impl Hint {
    fn new(help: impl Into<String>) -> Self {
        Hint { help: help.into(), related: None, masks: false }
    }
}

const FROM_SOURCE: &str = "remove it; the secret is read from where `source` and its keys say";

/// In the order in which they are tried.
const HINTS: [fn(&Slots<'_, '_>, &Entry) -> Option<Hint>; 7] =
    [arguments, elsewhere, misspelt, extension, setting_of_source, secret, environment];

fn arguments(_: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    is_of_command(entry).then(|| Hint::new("add them to the list at `command`, behind the program"))
}

/// Whether it is what other tools call the arguments of a command.
fn is_of_command(entry: &Entry) -> bool {
    matches!(
        &*entry.key.value,
        "args" | "argv" | "arguments" | "command_args" | "command_arguments"
    )
}

fn elsewhere(slots: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let key = entry.key.value.as_str();
    if slots.spec.has("type") && schema::is_auth_key(key) {
        let kind = schema::KINDS.iter().find(|kind| kind.auth.has(key))?;
        return Some(Hint::new(format!("remove it, or write `type: {}`", kind.name)));
    }
    home(key).map(|home| Hint::new(format!("it belongs {home}")))
}

fn misspelt(slots: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let near = slots.near(entry)?;
    let other = slots.get(near).filter(|given| given.key.span != entry.key.span);
    Some(match other {
        Some(given) => Hint {
            related: Some((given.key.span, format!("`{near}` is already here"))),
            ..Hint::new("remove one of the two")
        },
        None => Hint::new(format!("write `{near}`")),
    })
}

fn extension(slots: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let key = &entry.key.value;
    let is_one = slots.spec.has_extensions() && is_plain(key) && entry.value.is_collection();
    let name = key.trim_start_matches(['x', 'X', '_', '-']);
    is_one.then(|| Hint::new(format!("rename it to `{}`", shown(&format!("x-{name}")))))
}

/// Of a source that takes a mapping of anything, such as `custom`.
fn setting_of_source(slots: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let Sources::One(source) = slots.sources else { return None };
    let takes_texts = |key: &&schema::Key| matches!(key.shape, Shape::Texts);
    let key = schema::source(source)?.keys.iter().find(takes_texts)?;
    let help = || format!("put the settings of a {source} source under `{}`", key.name);
    (!slots.holds_secret(entry)).then(|| Hint::new(help()))
}

fn secret(_: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let key = &entry.key.value;
    let is_number = entry.text().is_some_and(|text| is_plain_number(key, text));
    let is_one = is_secret_name(key) && !is_number || matches!(key.as_str(), "key" | "value");
    is_one.then(|| Hint { masks: true, ..Hint::new(FROM_SOURCE) })
}

fn environment(_: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    is_environment(entry).then(|| Hint::new(FROM_SOURCE))
}
