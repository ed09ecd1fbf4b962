use crate::model::Label;
use crate::report::Problem;

/// A problem of a credential, or of the manifest where there is no credential yet.
pub(super) fn labelled(label: Option<&Label>, problem: Problem) -> Problem {
    match label {
        Some(label) => label.on(problem),
        None => problem,
    }
}
