//! `fall_through`: failures that are known.

use super::items::{Words, texts};
use super::value::{quoted, wrong_type};
use crate::code::Code;
use crate::model::{FallThrough, Field, Label, Text};
use crate::report::{Problem, Problems};
use crate::schema::{self, FAILURES};
use crate::secrets::shown;
use crate::span::Spanned;
use crate::suggest;
use crate::yaml::{Entry, Kind};

const WORDS: Words =
    Words { item: "a word in", items: "failures", example: "absent", is_line: false };

pub(super) fn decode(
    entry: Option<&Entry>,
    label: &Label,
    problems: &mut Problems,
) -> Field<FallThrough> {
    let Some(entry) = entry else { return Field::Missing };
    if let Some(help) = one_word(entry) {
        let problem = wrong_type(&quoted(entry), &entry.value, "a list of failures").help(help);
        problems.push(label.on(problem));
        return Field::Invalid;
    }
    let (given, mut is_whole) = texts(entry, &WORDS, label, problems);
    let mut failures = Vec::with_capacity(given.len());
    for text in given {
        if let Some(failure) = FAILURES.iter().find(|failure| **failure == text.text()) {
            failures.push(*failure);
        } else {
            problems.push(label.on(unknown(&text)));
            is_whole = false;
        }
    }
    if !is_whole {
        return Field::Invalid;
    }
    let value = FallThrough { key: entry.key.span, failures };
    Field::Given(Spanned { value, span: entry.value.span })
}

/// What to write in place of a word without a list.
fn one_word(entry: &Entry) -> Option<String> {
    let Kind::Scalar(scalar) = &entry.value.kind else { return None };
    let list = match scalar.text.as_str() {
        "absent" => "absent",
        "denied" => "absent, denied",
        "unreachable" => "absent, unreachable",
        other => {
            let help = schema::in_place_of(&entry.key.value, other);
            return help.filter(|_| !entry.value.is_null());
        }
    };
    Some(format!("write `fall_through: [{list}]`"))
}

fn unknown(given: &Spanned<Text>) -> Problem {
    let word = given.text();
    let meant = suggest::nearest_value(word, FAILURES)
        .map(|near| format!("write `{near}`"))
        .or_else(|| schema::in_place_of("fall_through", word));
    let (expected, help) = suggest::instead(meant, FAILURES);
    let message = format!("unknown failure `{}` in `fall_through`{expected}", shown(word));
    Problem::at(Code::UnknownValue, given.span, message).help(help)
}
