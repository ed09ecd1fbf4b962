use std::mem;

use super::problem::{Problem, Severity};
use crate::order::in_order;

/// By the order of the text, and errors before warnings if those come first.
pub(super) fn sort(problems: &mut Vec<Problem>, errors_first: bool) {
    let mut ranks = Vec::with_capacity(problems.len());
    let mut unsorted = Vec::with_capacity(problems.len());
    for (number, problem) in mem::take(problems).into_iter().enumerate() {
        let is_late = errors_first && problem.severity == Severity::Warning;
        ranks.push((is_late, problem.span, number));
        unsorted.push(Some(problem));
    }
    for number in in_order(ranks) {
        problems.extend(unsorted.get_mut(number).and_then(Option::take));
    }
}
