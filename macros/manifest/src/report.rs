//! Problems and the report they make.

mod collect;

use std::collections::HashSet;
use std::fmt;

pub(crate) use self::collect::{Forgotten, Problems};
use crate::checked::Checked;
use crate::code::Code;
use crate::render::Rendered;
use crate::secrets;
use crate::secrets::quote::Hidden;
use crate::source::SourceFile;
use crate::span::Span;

/// Whether a problem fails the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// It does.
    Error,
    /// It does not, but is most likely not what was meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One mistake in a manifest.
#[derive(Debug, Clone)]
#[must_use]
pub struct Problem {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) span: Option<Span>,
    pub(crate) help: Option<String>,
    pub(crate) notes: Vec<String>,
    pub(crate) related: Vec<(Span, String)>,
    /// Text that no snippet of the whole report may show.
    masked: Option<Span>,
    /// Says nothing where a secret was found at this place: the secret is the mistake.
    yields_to: Option<Span>,
    is_secret: bool,
    /// The note that says what to write if it is no secret: no way out where the value is wrong
    /// anyhow.
    excuse: Option<usize>,
}

impl Problem {
    pub(crate) fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Problem { span: Some(span), yields_to: Some(span), ..Problem::of_file(code, message) }
    }

    /// A problem of the file as a whole, which has no text to point into.
    pub(crate) fn of_file(code: Code, message: impl Into<String>) -> Self {
        Problem {
            code,
            severity: Severity::Error,
            message: message.into(),
            span: None,
            help: None,
            notes: Vec::new(),
            related: Vec::new(),
            masked: None,
            yields_to: None,
            is_secret: false,
            excuse: None,
        }
    }

    /// A value that must not be in a manifest and is not to be repeated anywhere.
    pub(crate) fn secret(span: Span, message: impl Into<String>) -> Self {
        Problem {
            is_secret: true,
            masked: Some(span),
            ..Problem::at(Code::SecretInManifest, span, message)
        }
    }

    /// The build goes on.
    pub(crate) fn warning(self) -> Self {
        Problem { severity: Severity::Warning, ..self }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(crate) fn excuse(mut self, excuse: impl Into<String>) -> Self {
        self.excuse = Some(self.notes.len());
        self.note(excuse)
    }

    pub(crate) fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    pub(crate) fn masking(mut self, span: Span) -> Self {
        self.masked = Some(span);
        self
    }

    pub(crate) fn yielding_to(mut self, span: Span) -> Self {
        self.yields_to = Some(span);
        self
    }

    fn is_same(&self, other: &Self) -> bool {
        self.span == other.span && self.code == other.code && self.message == other.message
    }

    /// Everything that it says.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let labels = self.related.iter().map(|(_, label)| label.as_str());
        let notes = self.notes.iter().map(String::as_str);
        std::iter::once(self.message.as_str())
            .chain(self.help.as_deref())
            .chain(notes)
            .chain(labels)
    }

    /// Says what nobody sees in the text that it points at.
    fn name_invisible(&mut self, text: &str) {
        /// Longer text is no name or word.
        const MAX: usize = 200;

        let pointed_at = self.span.and_then(|span| text.get(span.range())).unwrap_or_default();
        let found = pointed_at.chars().take(MAX).find(|&c| secrets::is_unseen(c));
        if let Some(name) = found.map(secrets::name_of_unseen) {
            if !self.message.contains(&name) {
                self.notes.push(format!("{name} stands in it"));
            }
        }
    }

    /// Masks what it quotes of masked text: a message says no more than the lines that it shows.
    fn unmark(&mut self, hidden: &Hidden) {
        hidden.unmark(&mut self.message);
        for text in self.notes.iter_mut().chain(self.related.iter_mut().map(|(_, label)| label)) {
            hidden.unmark(text);
        }
        if self.help.as_mut().is_some_and(|help| hidden.unmark(help)) {
            self.help = Some("remove the secret, the manifest is no place for it".to_owned());
        }
    }
}

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
    pub(crate) fn new(
        source: SourceFile,
        mut problems: Vec<Problem>,
        forgotten: &Forgotten,
    ) -> Self {
        let secrets: HashSet<Span> =
            problems.iter().filter(|p| p.is_secret).filter_map(|p| p.span).collect();
        let is_silent =
            |p: &Problem| !p.is_secret && p.yields_to.is_some_and(|at| secrets.contains(&at));
        let wrong_anyhow: HashSet<Span> =
            problems.iter().filter(|p| is_silent(p)).filter_map(|p| p.yields_to).collect();
        problems.retain(|p| !is_silent(p));
        for problem in &mut problems {
            let is_wrong = problem.span.is_some_and(|span| wrong_anyhow.contains(&span));
            if let Some(excuse) = problem.excuse.take().filter(|_| is_wrong) {
                problem.notes.remove(excuse);
            }
        }
        // An anchor that three credentials use is one text and one mistake.
        let mut kept: Vec<Problem> = Vec::new();
        for problem in problems {
            if !kept.iter().any(|other| other.is_same(&problem)) {
                kept.push(problem);
            }
        }
        let mut problems = kept;

        let text = if problems.is_empty() { "" } else { source.text() };
        let is_broken = problems.iter().any(|p| p.code == Code::YamlSyntax);
        let mut masks = secrets::mask::ranges(text, is_broken);
        masks.extend(&forgotten.masks);
        masks.extend(problems.iter().filter_map(|p| p.masked));
        let masks = secrets::mask::merge(masks);
        let more = cut(&mut problems, forgotten);
        let hidden = Hidden::new(&mut problems.iter().flat_map(Problem::texts), text, &masks);
        for problem in &mut problems {
            problem.unmark(&hidden);
            problem.name_invisible(text);
        }
        problems.extend(more);
        let path = source.path().to_owned();
        Report(Box::new(Inner { path, source: Some(source), problems, masks }))
    }

    /// The report of a file that could not be read.
    pub(crate) fn unreadable(path: &str, mut problem: Problem) -> Self {
        problem.unmark(&Hidden::new(&mut std::iter::empty(), "", &[]));
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
