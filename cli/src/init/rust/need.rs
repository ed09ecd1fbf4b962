//! Whether the program goes on without a value that it reads.

use super::facts::{Need, Start};
use super::postfix::Step;

/// What leaves a `Result` or an `Option` one of its kind, and the error without a meaning of its own.
const SAME: [&str; 16] = [
    "and_then",
    "as_deref",
    "as_deref_mut",
    "as_mut",
    "as_ref",
    "clone",
    "cloned",
    "copied",
    "filter",
    "flatten",
    "inspect",
    "inspect_err",
    "into",
    "map",
    "take",
    "to_owned",
];

/// What makes an error of an absent value.
const ERRORS: [&str; 8] = [
    "change_context",
    "context",
    "map_err",
    "ok_or",
    "ok_or_else",
    "with_context",
    "wrap_err",
    "wrap_err_with",
];

/// From what is done with it; `end` is what the code around says of a value that is still open.
pub(super) fn need(steps: &[Step], start: Start, end: Option<Need>) -> Need {
    let mut is_option = match start {
        Start::Value(need) => return need,
        start => start == Start::Option,
    };
    let mut is_error = false;
    for step in steps {
        let Step::Method { name, fails, .. } = step else {
            return if is_option { end.unwrap_or(Need::Unclear) } else { Need::Required };
        };
        match name.as_str() {
            "unwrap" | "expect" => return Need::Required,
            "unwrap_or_else" | "map_or_else" if *fails => return Need::Required,
            "or_else" | "or" | "unwrap_or_else" | "map_or_else" | "unwrap_or" | "map_or"
            | "unwrap_or_default" | "is_ok" | "is_some" | "is_err" | "is_none" | "is_ok_and"
            | "is_some_and" | "is_none_or" | "xor" => return Need::Optional,
            "ok" => (is_option, is_error) = (true, false),
            "ok_or" | "ok_or_else" => (is_option, is_error) = (false, true),
            name if ERRORS.contains(&name) => (is_option, is_error) = (false, true),
            name if SAME.contains(&name) => {}
            _ if is_option => return Need::Optional,
            _ => return Need::Unclear,
        }
    }
    match end {
        Some(need) => need,
        None if is_option => Need::Optional,
        None if is_error => Need::Required,
        None => Need::Unclear,
    }
}

/// What a read in `.or_else(…)` and the like needs, where that is what the code behind it says.
pub(super) fn either(need: Need, instead: Need) -> Need {
    match (need, instead) {
        (Need::Optional, _) | (Need::Unclear, Need::Optional) => Need::Optional,
        (Need::Required | Need::OneOf, _) | (_, Need::Required | Need::OneOf) => Need::OneOf,
        (Need::Unclear, Need::Unclear) => Need::Unclear,
    }
}
