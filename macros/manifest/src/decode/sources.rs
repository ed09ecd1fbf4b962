//! Where something is read from: one source, or several in order.

use super::fall_through;
use super::items::{self, Words};
use super::keys::Slots;
use super::value::{
    choice, exact_choice, missing_value, number, quoted, text, text_of, wrong_type,
};
use crate::chars::all;
use crate::code::Code;
use crate::model::{Field, Given, Label, Param, Source, SourceValue, Text};
use crate::report::{Problem, Problems};
use crate::schema::{self, ENCODING, FALL_THROUGH, Key, Need, SOURCE_NAMES, Shape};
use crate::secrets::shown;
use crate::span::Spanned;
use crate::suggest;
use crate::yaml::{Entry, Kind, Node};

/// Reports that there is none.
pub(super) fn required(slots: &Slots<'_, '_>, problems: &mut Problems) {
    if slots.get("source").is_none() && slots.get("sources").is_none() && !slots.has_holes() {
        let kind = implied_source(slots).unwrap_or("env");
        problems.push(slots.missing("source").help(format!("add `source: {kind}`")));
    }
}

/// The sources in order, unless it is unknown which there are.
pub(super) fn sources(
    slots: &Slots<'_, '_>,
    label: &Label,
    problems: &mut Problems,
) -> Option<Vec<Source>> {
    match (slots.get("source"), slots.get("sources")) {
        (Some(entry), None) if matches!(entry.value.kind, Kind::Sequence(_)) => {
            let problem = wrong_type("`source`", &entry.value, "one source")
                .help("write `sources` for a list");
            problems.push(label.on(problem));
            None
        }
        (Some(_), None) => Some(vec![source(slots, label, problems)]),
        (None, Some(list)) => {
            unused_beside_sources(slots, label, problems);
            list_of(list, label, problems)
        }
        (Some(one), Some(list)) => {
            let (first, second) =
                if one.key.span < list.key.span { (one, list) } else { (list, one) };
            let message = "`source` and `sources` cannot be used together";
            let problem = Problem::at(Code::SourceAndSources, second.key.span, message)
                .related(first.key.span, "the other one is here")
                .help("remove one of the two");
            problems.push(label.on(problem));
            None
        }
        (None, None) => None,
    }
}

/// The source that the other keys speak of.
pub(super) fn implied_source(slots: &Slots<'_, '_>) -> Option<&'static str> {
    let is_given = |key: &&Key| key.need.source().is_some() && slots.get(key.name).is_some();
    let mut given = schema::SOURCE.keys.iter().filter(is_given);
    let first = given.clone().next()?;
    // Some belong to several.
    given.find(|key| matches!(key.need, Need::With(_))).unwrap_or(first).need.source()
}

fn unused_beside_sources(slots: &Slots<'_, '_>, label: &Label, problems: &mut Problems) {
    if slots.is_foreign() {
        return;
    }
    for key in slots.spec().keys {
        let is_of_source = key.need.source().is_some() || key.name == ENCODING.name;
        if let (true, Some(entry)) = (is_of_source, slots.get(key.name)) {
            let message = format!("unused key `{}`, each item of `sources` has its own", key.name);
            let problem = Problem::at(Code::UnusedKey, entry.key.span, message)
                .yielding_to(entry.value.span)
                .help("move it into an item of `sources`");
            problems.push(label.on(problem));
        }
    }
}

fn list_of(entry: &Entry, label: &Label, problems: &mut Problems) -> Option<Vec<Source>> {
    let items = match &entry.value.kind {
        Kind::Sequence(items) if !items.is_empty() => items,
        Kind::Invalid => return None,
        kind => {
            let problem = match kind {
                Kind::Sequence(_) => label.on(Problem::at(
                    Code::EmptySources,
                    entry.value.span,
                    "`sources` is empty",
                )
                .help(format!("add an item: `{}`", item("env", label)))),
                _ if entry.value.is_null() => missing_value(
                    entry,
                    "list the sources under it, each beginning with `- source: ...`",
                    label,
                ),
                Kind::Scalar(_) => {
                    label.on(wrong_type("`sources`", &entry.value, "a list of sources")
                        .help("for one source, write `source`"))
                }
                _ => label.on(wrong_type("`sources`", &entry.value, "a list of sources")
                    .help("begin each source with `- `")),
            };
            problems.push(problem);
            return None;
        }
    };
    let mut sources = Vec::with_capacity(items.len());
    for item in items {
        sources.push(source_item(item, label, problems));
    }
    Some(sources)
}

/// An item of `sources`, as one would write it.
fn item(kind: &'static str, label: &Label) -> String {
    let mut keys = vec![format!("source: {kind}")];
    for key in schema::SOURCE.keys {
        if key.need == Need::With(kind) {
            keys.push(format!("{}: {}", key.name, label.example(key)));
        }
    }
    format!("- {{ {} }}", keys.join(", "))
}

fn source_item(node: &Node, label: &Label, problems: &mut Problems) -> Source {
    match &node.kind {
        Kind::Invalid => Source::Invalid,
        Kind::Mapping(mapping) => {
            let mut slots = Slots::read(node, mapping, &schema::SOURCE, Some(label), problems);
            for entry in slots.take_misplaced() {
                problems.push(slots.unknown(entry));
            }
            required(&slots, problems);
            source(&slots, label, problems)
        }
        _ => {
            let kind = match &node.kind {
                Kind::Scalar(scalar) => suggest::nearest_value(&scalar.text, SOURCE_NAMES),
                _ => None,
            };
            let help = format!("write its keys: `{}`", item(kind.unwrap_or("env"), label));
            let problem =
                wrong_type("an item of `sources`", node, "a mapping with its own `source`")
                    .help(help);
            problems.push(label.on(problem));
            Source::Invalid
        }
    }
}

/// The source that these keys describe.
fn source(slots: &Slots<'_, '_>, label: &Label, problems: &mut Problems) -> Source {
    let given = choice(slots.get("source"), SOURCE_NAMES, label, problems);
    let Some(kind) = given.given() else { return Source::Invalid };
    let name = kind.value;
    let belongs_elsewhere = |need: Need| need.is_elsewhere(name);
    let lacks = schema::SOURCE
        .keys
        .iter()
        .find(|key| key.need == Need::With(name) && slots.get(key.name).is_none());
    let other = schema::SOURCE.keys.iter().find(|key| {
        matches!(key.need, Need::With(_))
            && belongs_elsewhere(key.need)
            && slots.get(key.name).is_some()
    });
    // What the source needs is missing and what another needs is there: the source is the mistake.
    if let (Some(lacks), Some(other), false) = (lacks, other, slots.has_holes()) {
        let message = format!("`source: {name}` needs `{}`, found `{}`", lacks.name, other.name);
        let meant = other.need.source().unwrap_or(name);
        let problem = Problem::at(Code::WrongSource, kind.span, message)
            .help(format!("write `source: {meant}`"));
        problems.push(label.on(problem));
        return Source::Invalid;
    }
    for key in schema::SOURCE.keys {
        match slots.get(key.name) {
            Some(entry) if belongs_elsewhere(key.need) && !slots.is_foreign() => {
                let needs = key.need.source().unwrap_or_default();
                let message =
                    format!("unused key `{}`, `source: {name}` does not read it", key.name);
                let problem = Problem::at(Code::UnusedKey, entry.key.span, message)
                    .yielding_to(entry.value.span)
                    .help(format!("remove it, or write `source: {needs}`"));
                problems.push(label.on(problem));
            }
            None if key.need == Need::With(name) => {
                slots.require(key.name, problems);
            }
            _ => {}
        }
    }
    let Some(row) = schema::source(name) else { return Source::Invalid };
    let mut values = Vec::with_capacity(row.keys.len());
    for key in row.keys {
        values.push(value(key, slots.get(key.name), label, problems));
    }
    let encoding = exact_choice(slots.get(ENCODING.name), schema::ENCODINGS, label, problems);
    let fall_through = fall_through::decode(slots.get(FALL_THROUGH.name), label, problems);
    Source::Given(Given { kind: row, at: kind.span, values, encoding, fall_through })
}

/// The value of a source's key, by the key's shape.
fn value(key: &Key, entry: Option<&Entry>, label: &Label, problems: &mut Problems) -> SourceValue {
    match key.shape {
        Shape::Word(words) => match exact_choice(entry, words, label, problems) {
            Field::Given(word) => SourceValue::Word(word),
            Field::Missing => SourceValue::Missing,
            Field::Invalid => SourceValue::Invalid,
        },
        Shape::Texts => match params(entry, label, problems) {
            Field::Given(texts) => SourceValue::Texts(texts),
            Field::Missing => SourceValue::Missing,
            Field::Invalid => SourceValue::Invalid,
        },
        Shape::Templates => list(
            entry,
            ("texts", "\"op\", \"read\", \"op://work/openai/key\""),
            true,
            label,
            problems,
        ),
        Shape::Variables => {
            list(entry, ("names", "OP_SERVICE_ACCOUNT_TOKEN"), false, label, problems)
        }
        Shape::Number => of_field(number(entry, label, problems)),
        Shape::NumberOrTemplate if is_number(entry) => of_field(number(entry, label, problems)),
        Shape::Text
        | Shape::Template
        | Shape::NumberOrTemplate
        | Shape::PathTemplate
        | Shape::KeyPath
        | Shape::Name
        | Shape::CredentialId
        | Shape::Variable
        | Shape::Uri => of_field(text(entry, label, problems)),
        // No source has a key of such a shape: a test of the table holds that.
        Shape::Boolean
        | Shape::Auth
        | Shape::Part(_)
        | Shape::Mapping(_)
        | Shape::Mappings(..)
        | Shape::Words(_)
        | Shape::WordsWith(..)
        | Shape::KeyPaths
        | Shape::Config
        | Shape::Anything => SourceValue::Invalid,
    }
}

fn is_number(entry: Option<&Entry>) -> bool {
    let digits = |text: &str| !text.is_empty() && all(text, |c| c.is_ascii_digit());
    entry.is_some_and(|entry| matches!(&entry.value.kind, Kind::Scalar(one) if digits(&one.text)))
}

/// A list of texts: what messages call them, and an example.
fn list(
    entry: Option<&Entry>,
    (items, example): (&'static str, &'static str),
    is_line: bool,
    label: &Label,
    problems: &mut Problems,
) -> SourceValue {
    let Some(entry) = entry else { return SourceValue::Missing };
    let words = Words { item: "an item of", items, example, is_line };
    match items::texts(entry, &words, label, problems) {
        (value, true) => SourceValue::List(Spanned { value, span: entry.value.span }),
        _ => SourceValue::Invalid,
    }
}

fn of_field(field: Field<Text>) -> SourceValue {
    match field {
        Field::Given(text) => SourceValue::Text(text),
        Field::Missing => SourceValue::Missing,
        Field::Invalid => SourceValue::Invalid,
    }
}

fn params(entry: Option<&Entry>, label: &Label, problems: &mut Problems) -> Field<Vec<Param>> {
    let Some(entry) = entry else { return Field::Missing };
    let help = "write `key: text` lines under it, or remove it";
    let problem = match &entry.value.kind {
        Kind::Mapping(mapping) => {
            let mut holes = mapping.holes;
            let mut params = Vec::with_capacity(mapping.entries.len());
            let outer = &entry.key.value;
            for entry in &mapping.entries {
                let what = format!("`{outer}.{}`", shown(&entry.key.value));
                match text_of(&what, entry, label, problems) {
                    Field::Given(value) => params.push(Param { key: entry.key.clone(), value }),
                    _ => holes = true,
                }
            }
            if holes {
                return Field::Invalid;
            }
            return Field::Given(Spanned { value: params, span: entry.value.span });
        }
        Kind::Invalid => return Field::Invalid,
        _ if entry.value.is_null() => missing_value(entry, help, label),
        _ => label.on(wrong_type(&quoted(entry), &entry.value, "a mapping").help(help)),
    };
    problems.push(problem);
    Field::Invalid
}
