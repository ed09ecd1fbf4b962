use super::collect::{Forgotten, Problems};
use super::problem::{Problem, Severity};
use super::report::Report;
use crate::checked::Checked;
use crate::code::Code;
use crate::source::SourceFile;

/// What a manifest is, and all there is to say about it.
#[derive(Debug)]
#[must_use]
#[non_exhaustive]
pub struct Outcome {
    /// The manifest, unless there is an error.
    pub checked: Option<Checked>,
    /// Errors and warnings; empty where all is well.
    pub report: Report,
}

impl Outcome {
    /// The manifest, or its errors.
    pub fn into_result(self) -> Result<Checked, Report> {
        self.checked.ok_or_else(|| self.report.without_warnings())
    }
}

impl Problems {
    /// The manifest, if there is no error, and all that was found.
    pub(crate) fn finish(mut self, source: SourceFile, checked: Option<Checked>) -> Outcome {
        let refused = self.errors > 0;
        if checked.is_none() && !refused {
            self.push(Problem::of_file(
                Code::Internal,
                "the manifest was refused without a reason; this is a bug in provider-credentials",
            ));
        }
        let mut errors = self.errors;
        for problem in &self.found {
            errors -= usize::from(problem.severity == Severity::Error);
        }
        let all = (self.errors + self.warnings).saturating_sub(self.found.len());
        let forgotten = Forgotten { masks: self.masks, errors, all };
        let report = Report::new(source, self.found, &forgotten);
        Outcome { checked: checked.filter(|_| !refused), report }
    }
}
