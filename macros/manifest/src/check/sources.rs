//! The sources of one part, side by side.

use std::collections::BinaryHeap;
use std::fmt::Write;

use crate::code::Code;
use crate::model::{Credential, Given, Source, SourceValue};
use crate::report::{Problem, Problems};
use crate::schema::{Key, Need, Shape};
use crate::span::Span;
use crate::table::Names;

// The second could never win.
pub(super) fn are_not_repeated(
    credential: &Credential<'_>,
    sources: &[Source],
    problems: &mut Problems,
) {
    if sources.len() < 2 {
        return;
    }
    let (mut seen, mut places) = (Names::new(), Vec::new());
    for source in sources {
        let given = match source {
            Source::Given(given) => given,
            Source::Invalid => continue,
        };
        let Some((identity, span)) = identity(given) else { continue };
        if let Some(&first) = seen.get(identity.as_str()).and_then(|first| places.get(*first)) {
            let message = format!("`sources` has {} twice", given.fill(given.kind.noun));
            let problem = Problem::at(Code::DuplicateSource, span, message)
                .related(first, "the first is here")
                .help("remove one of the two");
            problems.push(credential.label.on(problem));
        } else {
            seen.insert(identity, places.len());
            places.push(span);
        }
    }
}

/// What no other source may be, and where it stands; `None` if a part of it is a hole.
fn identity(given: &Given) -> Option<(String, Span)> {
    let mut identity = given.kind.name.to_owned();
    let mut at = None;
    for (key, value) in given.iter().filter(|(key, _)| key.is_identity) {
        at = at.or(value.span());
        // Writing to a string cannot fail.
        _ = match value {
            SourceValue::Invalid => return None,
            SourceValue::Missing => write!(identity, " -"),
            SourceValue::Text(text) => write!(identity, " {:?}", text.text()),
            SourceValue::Word(word) if is_default(key, word.value) => write!(identity, " -"),
            SourceValue::Word(word) => write!(identity, " {}", word.value),
            // Their order says what they mean.
            SourceValue::List(items) => {
                let mut texts = Vec::with_capacity(items.value.len());
                for item in &items.value {
                    texts.push(format!("{:?}", item.text()));
                }
                write!(identity, " [{}]", texts.join(" "))
            }
            SourceValue::Texts(params) => {
                let mut pairs = Vec::with_capacity(params.value.len());
                for param in &params.value {
                    pairs.push(format!("{:?} {:?}", param.key.value, param.value.text()));
                }
                let pairs = BinaryHeap::from(pairs).into_sorted_vec();
                write!(identity, " {}:{}", key.name, pairs.join(" "))
            }
        };
    }
    Some((identity, at?))
}

/// Of a key that says which secret is meant: without an optional one, its first word is.
fn is_default(key: &Key, word: &str) -> bool {
    matches!((key.need, key.shape), (Need::Optional, Shape::Word([first, ..])) if *first == word)
}
