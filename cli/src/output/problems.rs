use provider_credentials_manifest::{Rendered, Report};

/// Every problem, with the manifest it is in.
pub(super) fn problems(reports: &[Report]) -> impl Iterator<Item = (&str, Rendered<'_>)> {
    reports.iter().flat_map(|report| report.problems().map(move |p| (report.path(), p)))
}

/// What is wrong, what to do and what else is to be known, without the lines of the manifest.
pub(super) fn sentence(problem: &Rendered<'_>) -> String {
    let mut text = problem.title().to_owned();
    if let Some(help) = problem.help() {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    for note in problem.notes() {
        text.push_str("\nnote: ");
        text.push_str(note);
    }
    text
}
