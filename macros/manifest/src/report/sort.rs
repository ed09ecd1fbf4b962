use super::problem::{Problem, Severity};

/// By the order of the text, and errors before warnings if those come first.
pub(super) fn sort(problems: &mut [Problem], errors_first: bool) {
    let is_late = |problem: &Problem| errors_first && problem.severity == Severity::Warning;
    problems.sort_by_key(|problem| (is_late(problem), problem.span));
}
