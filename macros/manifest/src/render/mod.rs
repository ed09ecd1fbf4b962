//! Problems as text, in the manner of rustc.

mod snippet;
mod width;

use std::fmt;

use self::snippet::Snippet;
use crate::report::{Problem, Report};

/// One problem of a [`Report`], ready to be shown.
///
/// Nothing here repeats a secret, whatever the manifest holds.
#[derive(Clone, Copy)]
pub struct Rendered<'r> {
    pub(crate) report: &'r Report,
    pub(crate) problem: &'r Problem,
}

/// Longer help goes below the snippet.
const MAX_INLINE_HELP: usize = 60;

impl Rendered<'_> {
    /// The whole message, with a snippet: the text of one `compile_error!`, to which rustc adds
    /// `error: ` itself.
    #[must_use]
    pub fn message(&self) -> String {
        let Problem { message, span, help, notes, related, .. } = self.problem;
        let snippet = span.and_then(|span| Snippet::new(self.report, span));
        let related: Vec<(Snippet<'_>, &str)> = related
            .iter()
            .filter_map(|(span, label)| Some((Snippet::new(self.report, *span)?, label.as_str())))
            .collect();
        let snippets = snippet.iter().chain(related.iter().map(|(snippet, _)| snippet));
        let gutter = snippets.map(Snippet::gutter).max().unwrap_or(1);
        let fits = |help: &str| snippet.is_some() && help.chars().count() <= MAX_INLINE_HELP;
        let inline = help.as_deref().filter(|help| fits(help));
        let below = help.as_deref().filter(|help| !fits(help));

        let mut lines = vec![message.clone()];
        match &snippet {
            Some(snippet) => {
                let label = inline.map(|help| format!("help: {help}"));
                snippet.write(gutter, label.as_deref().unwrap_or_default(), &mut lines);
            }
            None => lines.push(format!("{:gutter$}--> {}", "", self.report.path())),
        }
        for (snippet, label) in &related {
            snippet.write_related(gutter, label, &mut lines);
        }
        if below.is_some() || !notes.is_empty() {
            lines.push(format!("{:gutter$} |", ""));
        }
        lines.extend(below.map(|help| format!("{:gutter$} = help: {help}", "")));
        lines.extend(notes.iter().map(|note| format!("{:gutter$} = note: {note}", "")));
        lines.join("\n")
    }

    /// One line: `file:line:col: message; help`.
    #[must_use]
    pub fn short(&self) -> String {
        let place = match (self.line(), self.column()) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", self.report.path()),
            _ => self.report.path().to_owned(),
        };
        match self.help() {
            Some(help) => format!("{place}: {}; {help}", self.title()),
            None => format!("{place}: {}", self.title()),
        }
    }

    /// A stable name of the kind of problem, such as `unknown_key`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.problem.code
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.problem.message
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.problem.help.as_deref()
    }

    /// What else is to be known.
    pub fn notes(&self) -> impl Iterator<Item = &str> {
        self.problem.notes.iter().map(String::as_str)
    }

    /// The line, counted from 1; absent where the file could not be read.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        Some(self.position()?.0)
    }

    /// The column, counted from 1 in characters.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        Some(self.position()?.1)
    }

    /// The bytes of the manifest's text that it is about.
    #[must_use]
    pub fn span(&self) -> Option<crate::Span> {
        self.problem.span
    }

    fn position(&self) -> Option<(usize, usize)> {
        Some(self.report.source()?.position(self.problem.span?.start))
    }
}

/// As [`message`](Rendered::message).
impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl fmt::Debug for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rendered").field(&self.short()).finish()
    }
}
