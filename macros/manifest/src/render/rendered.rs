use std::fmt;

use super::palette::Palette;
use super::snippet::Snippet;
use crate::code::Code;
use crate::report::{Problem, Report, Severity};
use crate::span::Span;

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
        self.body(&Palette::PLAIN)
    }

    /// As [`message`](Rendered::message), after `error: ` or `warning: `, for a terminal.
    #[must_use]
    pub fn painted(&self, palette: &Palette) -> String {
        let (severity, end) = (self.severity().as_str(), palette.end);
        let color = self.mark_color(palette);
        format!("{color}{severity}{end}{}: {}", palette.title, self.body(palette))
    }

    fn mark_color(&self, palette: &Palette) -> &'static str {
        match self.severity() {
            Severity::Error => palette.error,
            Severity::Warning => palette.warning,
        }
    }

    fn body(&self, palette: &Palette) -> String {
        let Problem { message, span, help, notes, related, .. } = self.problem;
        let snippet = span.and_then(|span| Snippet::new(self.report, span));
        let mut gutter = snippet.as_ref().map_or(1, Snippet::gutter);
        let mut others = Vec::new();
        for (span, label) in related {
            if let Some(other) = Snippet::new(self.report, *span) {
                gutter = gutter.max(other.gutter());
                others.push((other, label));
            }
        }
        let (inline, below) = match help {
            Some(help) if snippet.is_some() && help.chars().count() <= MAX_INLINE_HELP => {
                (format!("help: {help}"), None)
            }
            help => (String::new(), help.as_ref()),
        };

        let (blue, end) = (palette.gutter, palette.end);
        let mut lines = vec![format!("{message} [{}]{end}", self.code().as_str())];
        match &snippet {
            Some(snippet) => {
                snippet.write(gutter, &inline, (palette, self.mark_color(palette)), &mut lines);
            }
            None if self.report.path().trim().is_empty() => {}
            None => lines.push(format!("{:gutter$}{blue}-->{end} {}", "", self.report.path())),
        }
        for (other, label) in &others {
            other.write_related(gutter, label, palette, &mut lines);
        }
        if below.is_some() || !notes.is_empty() {
            lines.push(format!("{:gutter$} {blue}|{end}", ""));
        }
        let fact = |name, text| format!("{:gutter$} {blue}={end} {name}: {text}", "");
        if let Some(help) = below {
            lines.push(fact("help", help));
        }
        for note in notes {
            lines.push(fact("note", note));
        }
        lines.join("\n")
    }

    /// One line: `file:line:col: message; help [code]`.
    #[must_use]
    pub fn short(&self) -> String {
        let place = match (self.line(), self.column()) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", self.report.path()),
            _ => self.report.path().to_owned(),
        };
        match self.help() {
            Some(help) if place.trim().is_empty() => {
                format!("{}; {help} [{}]", self.title(), self.code().as_str())
            }
            Some(help) => format!("{place}: {}; {help} [{}]", self.title(), self.code().as_str()),
            None => format!("{place}: {} [{}]", self.title(), self.code().as_str()),
        }
    }

    /// The kind of problem.
    #[must_use]
    pub fn code(&self) -> Code {
        self.problem.code
    }

    /// Whether it fails the build.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.problem.severity
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

    /// Other places that have to do with it, and what each is.
    pub fn related(&self) -> impl Iterator<Item = (Place, &str)> {
        let related = self.problem.related.iter();
        related.filter_map(|(span, label)| Some((self.place_of(*span)?, label.as_str())))
    }

    /// Where it is; absent where the file could not be read.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.place_of(self.problem.span?)
    }

    /// The line, counted from 1; absent where the file could not be read.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        Some(self.place()?.line)
    }

    /// The column, counted from 1 in characters.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        Some(self.place()?.column)
    }

    /// The bytes of the manifest's text that it is about.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.problem.span
    }

    fn place_of(&self, span: Span) -> Option<Place> {
        let source = self.report.source()?;
        let (line, column) = source.position(span.start);
        let (end_line, end_column) = source.position(span.end);
        Some(Place { line, column, end_line, end_column })
    }
}

/// A range of the manifest: lines and columns counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The line of its first character.
    pub line: usize,
    /// The column of its first character.
    pub column: usize,
    /// The line of its end.
    pub end_line: usize,
    /// The column after its last character.
    pub end_column: usize,
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

impl Report {
    /// The first hundred problems in the order of the text, and how many more there are.
    #[must_use]
    pub fn problems(&self) -> impl ExactSizeIterator<Item = Rendered<'_>> {
        self.all().iter().map(|problem| Rendered { report: self, problem })
    }
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
