//! `fall_through` in the items of one list of sources.

use crate::checked::FallThrough;
use crate::code::Code;
use crate::model::{self, Credential, Field, Given, Source};
use crate::report::{Problem, Problems};

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
    let unused = |message: String, help: &str| {
        let problem = Problem::at(Code::UnusedKey, *key, message).help(help.to_owned());
        Some(problem.yielding_to(field.span))
    };
    let kind = given.kind.name;
    if !given.kind.is_asked() {
        let message = format!(
            "unused key `fall_through`, `source: {kind}` falls through only if it is absent"
        );
        return unused(message, "remove it");
    }
    if is_last {
        let message = "unused key `fall_through`, this is the last item of `sources`".to_owned();
        return unused(message, "remove it, or add the item to fall through to");
    }
    if failures.contains(&"absent") {
        return None;
    }
    let message = "`fall_through` lacks `absent`, the failure that the next item is for";
    let mut words = vec!["absent"];
    words.extend_from_slice(failures);
    let help = format!("write `fall_through: [{}]`", words.join(", "));
    Some(Problem::at(Code::InvalidValue, field.span, message).help(help))
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
