//! Problems and the report they make.

mod collect;
mod problem;

use std::collections::HashSet;
use std::fmt;

pub(crate) use self::collect::{Forgotten, Problems};
pub use self::problem::{Problem, Severity};
use crate::checked::Checked;
use crate::code::Code;
use crate::render::Rendered;
use crate::secrets;
use crate::secrets::quote::Hidden;
use crate::source::SourceFile;
use crate::span::Span;

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

/// The problems of one manifest, in the order of the text.
///
/// Its [`Display`](fmt::Display) is what a build script prints; [`problems`](Report::problems)
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
        let mut secrets = HashSet::new();
        for problem in &found {
            if let (Some(at), true) = (problem.span, problem.is_secret) {
                secrets.insert(at);
            }
        }
        let mut wrong_anyhow = HashSet::new();
        let mut problems: Vec<Problem> = Vec::new();
        for problem in found {
            match problem.yields_to {
                Some(at) if !problem.is_secret && secrets.contains(&at) => {
                    wrong_anyhow.insert(at);
                }
                // An anchor that three credentials use is one text and one mistake.
                _ if problems.iter().any(|other| other.is_same(&problem)) => {}
                _ => problems.push(problem),
            }
        }
        for problem in &mut problems {
            if let (Some(excuse), Some(at)) = (problem.excuse.take(), problem.span) {
                if wrong_anyhow.contains(&at) {
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
        let masks = secrets::mask::merge(masks);
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

    /// The first hundred problems in the order of the text, and how many more there are.
    #[must_use]
    pub fn problems(&self) -> impl ExactSizeIterator<Item = Rendered<'_>> {
        self.0.problems.iter().map(|problem| Rendered { report: self, problem })
    }

    fn without_warnings(mut self) -> Self {
        self.0.problems.retain(|problem| problem.severity == Severity::Error);
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

/// By the order of the text, and errors before warnings if those come first.
fn sort(problems: &mut [Problem], errors_first: bool) {
    let is_late = |problem: &Problem| errors_first && problem.severity == Severity::Warning;
    problems.sort_by_key(|problem| (is_late(problem), problem.span));
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

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems().enumerate() {
            let gap = if i == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{}: {}", problem.severity().as_str(), problem.message())?;
        }
        Ok(())
    }
}

/// As [`Display`](fmt::Display): a derived one would print the manifest, secrets included.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Report {}
