use std::mem;

use super::collect::Forgotten;
use super::problem::{Problem, Severity};
use super::sort::sort;
use crate::code::Code;
use crate::secrets;
use crate::secrets::quote::Hidden;
use crate::source::SourceFile;
use crate::span::Span;
use crate::table::Places;

/// The problems of one manifest, in the order of the text.
///
/// Its [`Display`](std::fmt::Display) is what a build script prints; [`problems`](Report::problems)
/// gives them one by one.
pub struct Report(Box<Inner>);

/// Apart, because an error is moved through every caller.
struct Inner {
    path: String,
    source: Option<SourceFile>,
    problems: Vec<Problem>,
    masks: Vec<Span>,
}

impl Report {
    pub(crate) fn new(source: SourceFile, found: Vec<Problem>, forgotten: &Forgotten) -> Self {
        let mut secrets = Places::default();
        for problem in &found {
            if let (Some(at), true) = (problem.span, problem.is_secret) {
                secrets.insert(at);
            }
        }
        let mut wrong_anyhow = Places::default();
        let mut problems: Vec<Problem> = Vec::new();
        for problem in found {
            match problem.yields_to {
                Some(at) if !problem.is_secret && secrets.contains(at) => {
                    wrong_anyhow.insert(at);
                }
                // An anchor that three credentials use is one text and one mistake.
                _ if problems.iter().any(|other| other.is_same(&problem)) => {}
                _ => problems.push(problem),
            }
        }
        for problem in &mut problems {
            if let (Some(excuse), Some(at)) = (problem.excuse.take(), problem.span) {
                if wrong_anyhow.contains(at) {
                    problem.notes.remove(excuse);
                }
            }
        }

        let text = if problems.is_empty() { "" } else { source.text() };
        let is_broken = problems.iter().any(|p| p.code == Code::YamlSyntax);
        let mut masks = secrets::mask::ranges(text, is_broken);
        masks.extend_from_slice(&forgotten.masks);
        for problem in &problems {
            if let Some(masked) = problem.masked {
                masks.push(masked);
            }
        }
        let masks = secrets::mask::merge(&masks);
        let more = cut(&mut problems, forgotten);
        let mut texts = Vec::new();
        for problem in &problems {
            problem.texts(&mut texts);
        }
        let hidden = Hidden::new(&texts, text, &masks);
        for problem in &mut problems {
            problem.unmark(&hidden);
            problem.name_invisible(text);
        }
        if let Some(more) = more {
            problems.push(more);
        }
        let path = source.path().to_owned();
        Report(Box::new(Inner { path, source: Some(source), problems, masks }))
    }

    /// The report of a file that could not be read.
    pub(crate) fn unreadable(path: &str, mut problem: Problem) -> Self {
        problem.unmark(&Hidden::new(&[], "", &[]));
        let path = path.to_owned();
        Report(Box::new(Inner { path, source: None, problems: vec![problem], masks: Vec::new() }))
    }

    /// The manifest's path as the user wrote it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    pub(crate) fn all(&self) -> &[Problem] {
        &self.0.problems
    }

    pub(super) fn without_warnings(mut self) -> Self {
        for problem in mem::take(&mut self.0.problems) {
            if problem.severity == Severity::Error {
                self.0.problems.push(problem);
            }
        }
        self
    }

    pub(crate) fn source(&self) -> Option<&SourceFile> {
        self.0.source.as_ref()
    }

    /// Sorted ranges that must not be shown.
    pub(crate) fn masks(&self) -> &[Span] {
        &self.0.masks
    }
}

/// Nobody reads more.
const MAX_SHOWN: usize = 100;

/// Brings problems in the order of the text, and cuts them off where they are many: no warning
/// takes the place of an error. What is left out is one problem more.
fn cut(problems: &mut Vec<Problem>, forgotten: &Forgotten) -> Option<Problem> {
    sort(problems, true);
    let rest = problems.split_off(problems.len().min(MAX_SHOWN));
    sort(problems, false);
    let all = rest.len() + forgotten.all;
    if all == 0 {
        return None;
    }
    let message = format!("problems of this manifest that are not shown: {all}");
    let more = Problem::of_file(Code::MoreProblems, message).help("fix those above first");
    let has_errors = forgotten.errors > 0 || rest.iter().any(|p| p.severity == Severity::Error);
    Some(if has_errors { more } else { more.warning() })
}
