//! `fall_through` in the items of one list of sources.

use crate::chars::joined;
use crate::checked::FallThrough;
use crate::code::Code;
use crate::model::{self, Credential, Field, Given, Source};
use crate::report::{Problem, Problems};
use crate::span::Span;

// What cannot happen, or has no next source, would be read as a promise.
pub(super) fn is_of_use(credential: &Credential<'_>, sources: &[Source], problems: &mut Problems) {
    for (at, source) in sources.iter().enumerate() {
        let Source::Given(given) = source else { continue };
        let is_last = at + 1 == sources.len();
        if let Some(problem) = mistake(given, is_last) {
            problems.push(credential.label.on(problem));
        }
    }
}

fn mistake(given: &Given, is_last: bool) -> Option<Problem> {
    let Field::Given(field) = &given.fall_through else { return None };
    let model::FallThrough { key, failures } = &field.value;
    let kind = given.kind.name;
    if !given.kind.is_asked() {
        let message = format!("unused key `fall_through`, `source: {kind}` can only be absent");
        return Some(at_key(Code::UnusedKey, *key, field.span, &message).help("remove it"));
    }
    if is_last {
        let message = "`fall_through` in the last item of `sources` has no next item to try";
        let help = "remove it, or add the item to fall through to";
        return Some(at_key(Code::InvalidFallThrough, *key, field.span, message).help(help));
    }
    if failures.contains(&"absent") {
        return None;
    }
    let message = "`fall_through` lacks `absent`, the failure that the next item is for";
    let mut words = vec!["absent"];
    words.extend_from_slice(failures);
    let help = format!("write `fall_through: [{}]`", joined(&words, ", "));
    Some(Problem::at(Code::InvalidFallThrough, field.span, message).help(help))
}

fn at_key(code: Code, key: Span, value: Span, message: &str) -> Problem {
    Problem::at(code, key, message).yielding_to(value)
}

/// What the runtime gets; `None` if it is wrong, which has been reported.
pub(super) fn of(given: &Given) -> Option<FallThrough> {
    let failures = match &given.fall_through {
        Field::Missing => return Some(FallThrough::default()),
        Field::Invalid => return None,
        Field::Given(field) => &field.value.failures,
    };
    Some(FallThrough {
        denied: failures.contains(&"denied"),
        unreachable: failures.contains(&"unreachable"),
    })
}
