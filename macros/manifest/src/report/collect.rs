//! Where problems are collected.

use super::{Outcome, Problem, Report, Severity};
use crate::checked::Checked;
use crate::code::Code;
use crate::source::SourceFile;
use crate::span::Span;

/// Nobody reads more, and hostile text could have a million.
const MAX_KEPT: usize = 1000;

/// Collects problems. Its only exit is [`finish`](Problems::finish), so that none is lost.
#[derive(Debug)]
#[must_use]
pub(crate) struct Problems {
    found: Vec<Problem>,
    errors: usize,
    warnings: usize,
    /// The places of secrets beyond the limit, which are not shown either.
    masks: Vec<Span>,
}

impl Problems {
    pub(crate) fn new() -> Self {
        Problems { found: Vec::new(), errors: 0, warnings: 0, masks: Vec::new() }
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        let count = match problem.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MAX_KEPT {
            self.found.push(problem);
        } else {
            self.masks.extend(problem.masked);
        }
    }

    pub(crate) fn append(&mut self, other: Problems) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.found.extend(other.found);
        self.masks.extend(other.masks);
    }

    /// The manifest, if there is no error, and all that was found.
    pub(crate) fn finish(mut self, source: SourceFile, checked: Option<Checked>) -> Outcome {
        let refused = self.errors > 0;
        if checked.is_none() && !refused {
            self.push(Problem::of_file(
                Code::Internal,
                "the manifest was refused without a reason; this is a bug in provider-credentials",
            ));
        }
        let left_out = (self.errors + self.warnings).saturating_sub(self.found.len());
        let mut report = Report::new(source, self.found, self.masks);
        if left_out > 0 {
            let message = format!("problems of this manifest that are not shown: {left_out}");
            let more = Problem::of_file(Code::MoreProblems, message).help("fix those above first");
            report.0.problems.push(more);
        }
        Outcome { checked: checked.filter(|_| !refused), report }
    }
}
