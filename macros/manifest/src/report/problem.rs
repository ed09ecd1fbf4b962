//! One mistake, and what there is to say about it.

use crate::code::Code;
use crate::secrets;
use crate::secrets::quote::Hidden;
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
    pub(super) masked: Option<Span>,
    /// Says nothing where a secret was found at this place: the secret is the mistake.
    pub(super) yields_to: Option<Span>,
    pub(super) is_secret: bool,
    /// The note that says what to write if it is no secret: no way out where the value is wrong
    /// anyhow.
    pub(super) excuse: Option<usize>,
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

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.span == other.span && self.code == other.code && self.message == other.message
    }

    /// Adds everything that it says.
    pub(super) fn texts<'p>(&'p self, texts: &mut Vec<&'p str>) {
        texts.push(&self.message);
        if let Some(help) = &self.help {
            texts.push(help);
        }
        for note in &self.notes {
            texts.push(note);
        }
        for (_, label) in &self.related {
            texts.push(label);
        }
    }

    /// Says what nobody sees in the text that it points at.
    pub(super) fn name_invisible(&mut self, text: &str) {
        /// Longer text is no name or word.
        const MAX: usize = 200;

        let pointed_at = self.span.and_then(|span| text.get(span.range())).unwrap_or_default();
        for c in pointed_at.chars().take(MAX) {
            if secrets::is_unseen(c) {
                let name = secrets::name_of_unseen(c);
                if !self.message.contains(&name) {
                    self.notes.push(format!("{name} stands in it"));
                }
                return;
            }
        }
    }

    /// Masks what it quotes of masked text: a message says no more than the lines that it shows.
    pub(super) fn unmark(&mut self, hidden: &Hidden) {
        hidden.unmark(&mut self.message);
        for note in &mut self.notes {
            hidden.unmark(note);
        }
        for (_, label) in &mut self.related {
            hidden.unmark(label);
        }
        if let Some(help) = &mut self.help {
            if hidden.unmark(help) {
                "remove the secret, the manifest is no place for it".clone_into(help);
            }
        }
    }
}
