//! One item of `provider_credentials`.

use super::keys::Slots;
use super::value::{boolean, fill, missing_value, text, wrong_type};
use super::{allow, auth, by_source, items, misplaced};
use crate::checked::Name;
use crate::code::Code;
use crate::model::{Auth, Credential, Field, Label};
use crate::report::{Problem, Problems};
use crate::schema;
use crate::secrets::shown;
use crate::span::Spanned;
use crate::suggest;
use crate::table::Texts;
use crate::yaml::{Entry, Kind, Mapping, Node, Value, is_like_variable};

pub(super) fn decode<'n>(
    node: &'n Node,
    index: usize,
    taken: &Texts<'_>,
    problems: &mut Problems,
) -> Option<Credential<'n>> {
    let mapping = match &node.kind {
        Kind::Mapping(mapping) => mapping,
        Kind::Invalid => return None,
        _ => {
            let help =
                if node.is_null() { "remove the `-`" } else { "write its keys: `- id: ...`" };
            let problem = wrong_type("a credential", node, "a mapping that begins with `id`");
            problems.push(problem.help(help).note(format!("credential number {}", index + 1)));
            return None;
        }
    };
    if let Some(entry) = id_as_key(mapping) {
        let key = shown(&entry.key.value);
        let message = format!("a credential has no key `{key}`, its name is the value of `id`");
        let problem = Problem::at(Code::UnknownKey, entry.key.span, message)
            .help(format!("write `- id: {key}`"));
        problems.push(problem.note(format!("credential number {}", index + 1)));
        return None;
    }
    let label = Label::new(id_of(mapping), text_of(mapping, "provider"), index);
    let mut slots = Slots::read(node, mapping, &schema::CREDENTIAL, Some(&label), problems);
    if slots.get("id").is_none() && !slots.has_holes() {
        let missing = slots.missing("id");
        problems.push(match id_from_provider(mapping, taken) {
            Some(id) => missing.help(format!("add `id: {}`", shown(id))),
            None if taken.is_empty() => missing,
            None => missing.help("add an `id` that no other has"),
        });
    }
    let id = text(slots.get("id"), &label, problems);
    let provider = text(slots.require("provider", problems), &label, problems);
    let description = text(slots.get("description"), &label, problems);
    let required = boolean(slots.get("required"), &label, problems);
    let config = match slots.of_config().first() {
        Some(first) => {
            problems.push(label.on(not_under_config(first, slots.of_config())));
            Field::Invalid
        }
        None => config(slots.get("config"), &label, problems),
    };
    let not_secret = not_secret(slots.get("not_secret"), &label, problems);
    let allow = allow::decode(slots.get("allow"), &label, problems);
    let auth = auth(&mut slots, &label, problems);
    Some(Credential {
        node,
        id,
        provider,
        description,
        required,
        auth,
        config,
        not_secret,
        allow,
        label,
    })
}

/// `- openai:` with the credential's keys below or beside it.
fn id_as_key(mapping: &Mapping) -> Option<&Entry> {
    let first = mapping.entries.first()?;
    let is_parent = first.value.mapping().is_some() || first.value.is_null();
    let is_known = |key: &str| {
        schema::is_auth_key(key)
            || [&schema::CREDENTIAL, &schema::AUTH].iter().any(|spec| {
                spec.key(key).is_some() || suggest::nearest(key, &spec.names()).is_some()
            })
    };
    let is_name = Name::new(&first.key.value).is_ok();
    (mapping.get("id").is_none() && is_parent && is_name && !is_known(&first.key.value))
        .then_some(first)
}

/// A name that nobody has.
fn id_from_provider<'n>(mapping: &'n Mapping, taken: &Texts<'_>) -> Option<&'n str> {
    text_of(mapping, "provider").filter(|id| Name::new(id).is_ok() && !taken.contains_key(*id))
}

pub(super) fn id_of(mapping: &Mapping) -> Option<&str> {
    text_of(mapping, "id")
}

fn text_of<'n>(mapping: &'n Mapping, key: &str) -> Option<&'n str> {
    match &mapping.get(key)?.value.kind {
        Kind::Scalar(scalar) if scalar.value != Value::Null => Some(&scalar.text),
        _ => None,
    }
}

/// `auth`, or what was meant for it: an `auth:` whose keys were not indented is one mistake.
fn auth(slots: &mut Slots<'_, '_>, label: &Label, problems: &mut Problems) -> Option<Auth> {
    let misplaced = slots.take_misplaced();
    let entry = slots.get("auth");
    let mut of_auth: Vec<&Entry> = Vec::new();
    let mut of_source = None;
    for entry in misplaced {
        let key = entry.key.value.as_str();
        if schema::is_auth_key(key) {
            of_auth.push(entry);
        } else if by_source::is_source(entry) {
            of_source = of_source.or(Some(entry));
        } else {
            problems.push(slots.unknown(entry));
        }
    }
    if let Some(entry) = of_source {
        let keys = by_source::keys(entry, label).join(", ");
        let help = format!("write `auth: {{ type: api_key, {keys} }}`");
        problems.push(label.on(misplaced::unknown(entry, &schema::CREDENTIAL).help(help)));
        return None;
    }
    let absent = entry.is_none_or(|entry| entry.value.is_null());
    if let (true, Some(first)) = (absent, of_auth.first()) {
        let mut keys = Vec::new();
        for entry in &of_auth {
            keys.push(entry.key.value.clone());
        }
        let keys = suggest::all_of(&keys);
        let verb = if of_auth.len() == 1 { "belongs" } else { "belong" };
        let problem =
            Problem::at(Code::UnknownKey, first.key.span, format!("{keys} {verb} under `auth`"));
        let help = if entry.is_some() {
            "indent further than `auth:`"
        } else {
            "write `auth:` above, and indent"
        };
        problems.push(label.on(problem.help(help)));
        return None;
    }
    for entry in &of_auth {
        problems.push(slots.unknown(entry));
    }
    let entry = slots.require("auth", problems)?;
    match &entry.value.kind {
        Kind::Mapping(mapping) if entry.via.is_some() && is_unfit(mapping) => {
            let message = "this alias has none of the keys of `auth`";
            let span = entry.via.unwrap_or(entry.key.span);
            let problem = Problem::at(Code::WrongType, span, message)
                .related(entry.value.caret(), "it stands for this")
                .help(fill("auth", label));
            problems.push(label.on(problem));
            None
        }
        Kind::Mapping(mapping) => auth::decode(&entry.value, mapping, &of_auth, label, problems),
        Kind::Invalid => None,
        _ => {
            let help = match variable_in(&entry.value) {
                Some(variable) => format!(
                    "write `auth: {{ type: api_key, source: env, env_var: {} }}`",
                    shown(variable)
                ),
                None => fill("auth", label),
            };
            problems.push(if entry.value.is_null() {
                missing_value(entry, &help, label)
            } else {
                label.on(wrong_type("`auth`", &entry.value, "a mapping").help(help))
            });
            None
        }
    }
}

fn is_unfit(mapping: &Mapping) -> bool {
    let names = schema::AUTH.names();
    let fits = |entry: &Entry| suggest::nearest(&entry.key.value, &names).is_some();
    !mapping.entries.is_empty() && !mapping.entries.iter().any(fits)
}

/// The name of a variable, where it stands for all of `auth`.
fn variable_in(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar(scalar) => Some(scalar.text.as_str()).filter(|text| is_like_variable(text)),
        _ => None,
    }
}

/// A `config:` whose keys were not indented is one mistake.
fn not_under_config(first: &Entry, all: &[&Entry]) -> Problem {
    const SHOWN: usize = 3;
    let message = match all {
        [one] => format!("`{}` belongs under `config`", shown(&one.key.value)),
        _ if all.len() <= SHOWN => {
            let mut keys = Vec::new();
            for entry in all {
                keys.push(shown(&entry.key.value));
            }
            format!("{} belong under `config`", suggest::all_of(&keys))
        }
        _ => "these keys belong under `config`".to_owned(),
    };
    Problem::at(Code::UnknownKey, first.key.span, message)
        .yielding_to(first.value.span)
        .help("indent further than `config:`")
}

fn config<'n>(
    entry: Option<&'n Entry>,
    label: &Label,
    problems: &mut Problems,
) -> Field<&'n [Entry]> {
    let Some(entry) = entry else { return Field::Missing };
    let problem = match &entry.value.kind {
        Kind::Mapping(mapping) => {
            return Field::Given(Spanned { value: &mapping.entries, span: entry.value.span });
        }
        Kind::Invalid => return Field::Invalid,
        _ if entry.value.is_null() => {
            missing_value(entry, "write `key: value` lines under it, or remove it", label)
        }
        _ => label.on(wrong_type("`config`", &entry.value, "a mapping")
            .help("write `key: value` lines under it")),
    };
    problems.push(problem);
    Field::Invalid
}

fn not_secret(
    entry: Option<&Entry>,
    label: &Label,
    problems: &mut Problems,
) -> Vec<Spanned<String>> {
    const WORDS: items::Words = items::Words {
        item: "an item of",
        items: "key paths",
        example: "config.project_id",
        is_line: false,
    };

    let Some(entry) = entry else { return Vec::new() };
    let (paths, _) = items::texts(entry, &WORDS, label, problems);
    let paths = paths.into_iter();
    paths.map(|path| Spanned { value: path.value.text, span: path.span }).collect()
}
