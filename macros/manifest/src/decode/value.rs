//! Values of one shape.

use super::labelled::labelled;
use crate::chars::all;
use crate::code::Code;
use crate::model::{Field, Label, Text};
use crate::report::{Problem, Problems};
use crate::schema::{self, Need};
use crate::secrets::shown;
use crate::span::Spanned;
use crate::suggest;
use crate::yaml::{Entry, Kind, Node, Value};

/// A key without a value: as good as missing, and said at the key.
pub(super) fn missing_value(entry: &Entry, help: &str, label: &Label) -> Problem {
    let message = format!("`{}` has no value", shown(&entry.key.value));
    label.on(Problem::at(Code::MissingValue, entry.key.span, message).help(help))
}

/// The fix for a key of which only the name is there.
pub(super) fn fill(name: &str, label: &Label) -> String {
    let key = schema::CREDENTIAL.key(name).or_else(|| schema::AUTH.key(name));
    match key {
        Some(key) if matches!(key.need, Need::Always | Need::With(_) | Need::Or(_)) => {
            format!("write `{name}: {}`", label.example(key))
        }
        _ => "write its text, or remove the key".to_owned(),
    }
}

pub(super) fn text(entry: Option<&Entry>, label: &Label, problems: &mut Problems) -> Field<Text> {
    let Some(entry) = entry else { return Field::Missing };
    text_of(&quoted(entry), entry, label, problems)
}

/// As [`text`], of a key that messages call `what`.
pub(super) fn text_of(
    what: &str,
    entry: &Entry,
    label: &Label,
    problems: &mut Problems,
) -> Field<Text> {
    let node = &*entry.value;
    if node.is_null() {
        problems.push(missing_value(entry, &fill(&entry.key.value, label), label));
        return Field::Invalid;
    }
    match text_node(what, node, Some(label), problems) {
        Some(value) => Field::Given(value),
        None => Field::Invalid,
    }
}

/// Digits, in quotes or not: what reads it gets text.
pub(super) fn number(entry: Option<&Entry>, label: &Label, problems: &mut Problems) -> Field<Text> {
    let Some(entry) = entry else { return Field::Missing };
    let node = &*entry.value;
    match &node.kind {
        Kind::Invalid => return Field::Invalid,
        Kind::Scalar(scalar) if all(&scalar.text, |c| c.is_ascii_digit()) && !node.is_null() => {
            let value = Text { text: scalar.text.clone(), verbatim: scalar.verbatim };
            return Field::Given(Spanned { value, span: node.span });
        }
        _ if node.is_null() => {
            problems.push(missing_value(entry, &fill(&entry.key.value, label), label));
        }
        _ => {
            let problem =
                wrong_type(&quoted(entry), node, "a whole number").help("write digits alone");
            problems.push(label.on(problem));
        }
    }
    Field::Invalid
}

/// The key of an entry, as messages call it.
pub(super) fn quoted(entry: &Entry) -> String {
    format!("`{}`", shown(&entry.key.value))
}

pub(super) fn text_node(
    what: &str,
    node: &Node,
    label: Option<&Label>,
    problems: &mut Problems,
) -> Option<Spanned<Text>> {
    let help = match &node.kind {
        Kind::Invalid => return None,
        // Its broken key has been reported, and is most likely text without quotes.
        Kind::Mapping(mapping) if mapping.holes => return None,
        Kind::Scalar(scalar) if scalar.value == Value::Text => {
            let value = Text { text: scalar.text.clone(), verbatim: scalar.verbatim };
            return Some(Spanned { value, span: node.span });
        }
        Kind::Scalar(scalar) => format!("put quotes around it: `\"{}\"`", shown(&scalar.text)),
        Kind::Sequence(_) => "write one text, without `- ` or brackets".to_owned(),
        Kind::Mapping(_) => {
            "write one text, in quotes if it holds `: ` or begins with `{`".to_owned()
        }
    };
    let problem = wrong_type(what, node, "text").help(help);
    problems.push(labelled(label, problem));
    None
}

/// `what` is the key as messages call it, in backticks.
pub(super) fn wrong_type(what: &str, node: &Node, expected: &str) -> Problem {
    let span = match node.kind {
        Kind::Mapping(_) => node.caret(),
        _ => node.span,
    };
    Problem::at(Code::WrongType, span, format!("{what} must be {expected}, found {}", node.found()))
}

pub(super) fn boolean(
    entry: Option<&Entry>,
    label: &Label,
    problems: &mut Problems,
) -> Field<bool> {
    let Some(entry) = entry else { return Field::Missing };
    let node = &*entry.value;
    let help = match &node.kind {
        Kind::Invalid => return Field::Invalid,
        Kind::Scalar(scalar) => match scalar.value {
            Value::Bool(value) => return Field::Given(Spanned { value, span: node.span }),
            Value::Null => {
                problems.push(missing_value(
                    entry,
                    "write `true` or `false`, or remove the key",
                    label,
                ));
                return Field::Invalid;
            }
            _ => match scalar.text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "y" | "1" => "write `true`, without quotes",
                "false" | "no" | "off" | "n" | "0" => "write `false`, without quotes",
                _ => "write `true` or `false`",
            },
        },
        _ => "write `true` or `false`",
    };
    problems.push(label.on(wrong_type(&quoted(entry), node, "`true` or `false`").help(help)));
    Field::Invalid
}

/// As [`choice`], for a word whose rules a guess must not feed.
pub(super) fn exact_choice(
    entry: Option<&Entry>,
    words: &'static [&'static str],
    label: &Label,
    problems: &mut Problems,
) -> Field<&'static str> {
    let field = choice(entry, words, label, problems);
    match (&field, entry.map(|entry| &entry.value.kind)) {
        (Field::Given(given), Some(Kind::Scalar(scalar))) if given.value != scalar.text => {
            Field::Invalid
        }
        _ => field,
    }
}

/// `true` and `false` are no words in quotes either.
fn is_yes_or_no(entry: &Entry) -> bool {
    matches!(&entry.value.kind, Kind::Scalar(scalar) if matches!(scalar.value, Value::Bool(_)))
}

/// One of a few words; a misspelt one counts as the word that it misses.
pub(super) fn choice(
    entry: Option<&Entry>,
    words: &'static [&'static str],
    label: &Label,
    problems: &mut Problems,
) -> Field<&'static str> {
    if let Some(entry) = entry.filter(|entry| is_yes_or_no(entry)) {
        let message = format!(
            "{} must be {}, found {}",
            quoted(entry),
            suggest::one_of(words),
            entry.value.found()
        );
        let problem = Problem::at(Code::WrongType, entry.value.span, message);
        problems.push(label.on(problem.help("write one of these")));
        return Field::Invalid;
    }
    let field = text(entry, label, problems);
    let (Some(entry), Some(given)) = (entry, field.given()) else {
        return if field.is_missing() { Field::Missing } else { Field::Invalid };
    };
    if let Some(word) = words.iter().find(|word| **word == given.text()) {
        return Field::Given(Spanned { value: word, span: given.span });
    }
    let near = suggest::nearest_value(given.text(), words);
    let only = if let [only] = words { Some(*only) } else { None };
    let meant = schema::in_place_of(&entry.key.value, given.text())
        .or_else(|| near.or(only).map(|word| format!("write `{word}`")));
    let (expected, help) = suggest::instead(meant, words);
    let (key, word) = (shown(&entry.key.value), shown(given.text()));
    let message = format!("unknown `{key}` `{word}`{expected}");
    let problem = Problem::at(Code::UnknownValue, given.span, message).help(help);
    problems.push(label.on(problem));
    match near {
        Some(word) => Field::Given(Spanned { value: word, span: given.span }),
        None => Field::Invalid,
    }
}
