//! What stands at a part's key: its source, or the text itself.

use super::keys::Slots;
use super::part_example::example;
use super::sources::{self, sources};
use super::value::{missing_value, number, text, wrong_type};
use crate::chars::joined;
use crate::model::{Field, Label, PartValue, Text};
use crate::report::Problems;
use crate::schema::{self, Role, Setting};
use crate::span::Spanned;
use crate::yaml::{Entry, Kind, Value, is_like_variable};

/// `None` if it is wrong.
pub(super) fn read(
    row: &'static schema::Part,
    entry: &Entry,
    label: &Label,
    problems: &mut Problems,
) -> Option<PartValue> {
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
        (Role::Setting(setting), _) => self::setting(setting, entry, label, problems),
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
    setting: Setting,
    entry: &Entry,
    label: &Label,
    problems: &mut Problems,
) -> Option<PartValue> {
    let field = match (setting, &entry.value.kind) {
        (Setting::Number(..), _) => number(Some(entry), label, problems),
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
                        problems.push(label.on(problem.help("write one word")));
                        return None;
                    }
                }
            }
            let value = Text { text: joined(&words, " "), verbatim: None };
            Field::Given(Spanned { value, span: entry.value.span })
        }
        _ => text(Some(entry), label, problems),
    };
    field.into_given().map(PartValue::Text)
}
