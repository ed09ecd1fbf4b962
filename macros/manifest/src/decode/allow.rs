//! `allow`: codes that are known.

use super::items::{Words, texts};
use crate::code::Code;
use crate::model::{Label, Text};
use crate::report::{Problem, Problems};
use crate::schema::ALLOWED;
use crate::secrets::shown;
use crate::span::Spanned;
use crate::suggest;
use crate::yaml::Entry;

const WORDS: Words =
    Words { item: "a code in", items: "codes", example: "value_quoted", is_line: false };

/// The codes; `None` if one is unknown or there is no list, which has been reported.
pub(super) fn decode(
    entry: Option<&Entry>,
    label: &Label,
    problems: &mut Problems,
) -> Option<Vec<&'static str>> {
    let Some(entry) = entry else { return Some(Vec::new()) };
    let (given, mut is_whole) = texts(entry, &WORDS, label, problems);
    let mut codes = Vec::with_capacity(given.len());
    for text in given {
        if let Some(code) = ALLOWED.iter().find(|code| **code == text.text()) {
            codes.push(*code);
        } else {
            problems.push(label.on(unknown(&text)));
            is_whole = false;
        }
    }
    is_whole.then_some(codes)
}

fn unknown(given: &Spanned<Text>) -> Problem {
    let message = format!("unknown code `{}` in `allow`", shown(given.text()));
    let problem = Problem::at(Code::UnknownValue, given.span, message);
    match suggest::nearest_value(given.text(), ALLOWED) {
        Some(code) => problem.help(format!("write `{code}`")),
        None => problem
            .help("write the code that the log has in brackets")
            .note(format!("expected {}", suggest::one_of(ALLOWED))),
    }
}
