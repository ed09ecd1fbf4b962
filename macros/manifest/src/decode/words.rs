//! A list of words that are known.

use super::value::{missing_value, quoted, text_node, wrong_type};
use crate::code::Code;
use crate::model::{Label, Text};
use crate::report::{Problem, Problems};
use crate::secrets::shown;
use crate::span::Spanned;
use crate::suggest;
use crate::yaml::{Entry, Kind};

/// The words; `None` if one is unknown or the list is none, which has been reported.
pub(super) fn decode(
    entry: Option<&Entry>,
    known: &'static [&'static str],
    label: &Label,
    problems: &mut Problems,
) -> Option<Vec<&'static str>> {
    let Some(entry) = entry else { return Some(Vec::new()) };
    let name = &entry.key.value;
    let problem = match &entry.value.kind {
        Kind::Invalid => return None,
        Kind::Sequence(items) => {
            let mut words = Vec::with_capacity(items.len());
            let mut is_whole = true;
            for item in items {
                let what = format!("a code in {}", quoted(entry));
                let Some(text) = text_node(&what, item, Some(label), problems) else {
                    is_whole = false;
                    continue;
                };
                if let Some(word) = known.iter().find(|word| **word == text.text()) {
                    words.push(*word);
                } else {
                    problems.push(label.on(unknown(name, &text, known)));
                    is_whole = false;
                }
            }
            return is_whole.then_some(words);
        }
        _ if entry.value.is_null() => missing_value(entry, "list codes, or remove it", label),
        kind => {
            let word = match kind {
                Kind::Scalar(scalar) => shown(&scalar.text),
                _ => known.first().copied().unwrap_or_default().to_owned(),
            };
            let help = format!("write `{name}: [{word}]`");
            label.on(wrong_type(&quoted(entry), &entry.value, "a list of codes").help(help))
        }
    };
    problems.push(problem);
    None
}

fn unknown(name: &str, given: &Spanned<Text>, known: &'static [&'static str]) -> Problem {
    let message = format!("unknown code `{}` in `{name}`", shown(given.text()));
    let problem = Problem::at(Code::UnknownValue, given.span, message)
        .note(format!("expected {}", suggest::one_of(known)));
    match suggest::nearest_value(given.text(), known) {
        Some(word) => problem.help(format!("write `{word}`")),
        None => problem.help("write the code that the log has in brackets"),
    }
}
