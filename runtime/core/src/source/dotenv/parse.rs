//! The lines of a `.env` file, borrowed from its text.

use crate::report::{Ambiguity, DotenvMistake, Notation};

/// An assignment, or a mistake in its place.
pub(super) struct Entry<'t> {
    /// The number of the line on which it begins.
    pub(super) line: u32,
    pub(super) name: Option<&'t str>,
    pub(super) value: Result<&'t str, DotenvMistake>,
    /// Where its lines begin and end.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Entry<'_> {
    /// Whether nothing tells where it ends.
    pub(super) fn is_unclosed(&self) -> bool {
        self.value == Err(DotenvMistake::QuoteNotClosed)
    }
}

/// Gives every assignment and every mistake of the text to `each`, in order.
pub(super) fn parse<'t>(text: &'t str, each: &mut dyn FnMut(Entry<'t>)) {
    let (mut rest, mut line) = (text, 1_u32);
    while !rest.is_empty() {
        let (entry, after) = entry(rest, line);
        let taken = rest.len().saturating_sub(after.len());
        if let Some(entry) = entry {
            let start = text.len().saturating_sub(rest.len());
            each(Entry { start, end: start.saturating_add(taken), ..entry });
        }
        let breaks = rest.bytes().take(taken).filter(|byte| *byte == b'\n').count();
        line = line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        rest = after;
    }
}

/// What begins here, and what comes after it.
fn entry(rest: &str, line: u32) -> (Option<Entry<'_>>, &str) {
    let (whole, next) = first_line(rest);
    let assignment = whole.trim_start();
    if assignment.is_empty() || assignment.starts_with('#') {
        return (None, next);
    }
    let assignment = without_export(assignment);
    let name = name_of(assignment);
    let Some((key, value)) = assignment.split_once('=') else {
        // `NAME` alone and `NAME: value` are what people write; of other text, who knows.
        let behind = name.and_then(|name| assignment.strip_prefix(name)).unwrap_or_default();
        let name = name.filter(|_| behind.trim().is_empty() || behind.starts_with(':'));
        let value = Err(DotenvMistake::NotAssignment);
        return (Some(Entry { line, name, value, start: 0, end: 0 }), next);
    };
    let value_in_rest = rest.get(whole.len().saturating_sub(value.len())..).unwrap_or_default();
    let (value, next) = match value.chars().next() {
        Some(quote @ ('\'' | '"')) => quoted(value_in_rest, quote),
        _ => (plain(value), next),
    };
    let (name, value) = if name == Some(key) {
        (name, value)
    } else if name == Some(key.trim_end()) {
        (name, value.and(Err(ambiguous(Ambiguity::SpaceAtEquals, Notation::Plain))))
    } else if key.contains(char::is_whitespace) || key.is_empty() {
        (None, Err(DotenvMistake::NotAssignment))
    } else {
        // A name that this crate does not know, such as `spring.name`: nobody asks for it.
        return (None, next);
    };
    (Some(Entry { line, name, value, start: 0, end: 0 }), next)
}

/// Without its line break, and what follows that.
fn first_line(text: &str) -> (&str, &str) {
    let (line, next) = text.split_once('\n').unwrap_or((text, ""));
    (line.strip_suffix('\r').unwrap_or(line), next)
}

fn without_export(line: &str) -> &str {
    match line.strip_prefix("export") {
        Some(rest) if rest.starts_with([' ', '\t']) => rest.trim_start(),
        _ => line,
    }
}

/// The name that the line begins with.
fn name_of(line: &str) -> Option<&str> {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
    let name = line.get(..end)?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    is_name.then_some(name)
}

fn ambiguous(ambiguity: Ambiguity, notation: Notation) -> DotenvMistake {
    DotenvMistake::Ambiguous(ambiguity, notation)
}

/// A value without quotes, up to the end of its line.
fn plain(value: &str) -> Result<&str, DotenvMistake> {
    let trimmed = value.trim();
    let fail = |ambiguity| Err(ambiguous(ambiguity, notation(trimmed)));
    if trimmed.is_empty() {
        return Ok(trimmed);
    }
    if value.starts_with(char::is_whitespace) {
        return fail(Ambiguity::SpaceAtEquals);
    }
    let mut previous = ':';
    for c in trimmed.chars() {
        match c {
            '$' => return fail(Ambiguity::Dollar),
            '\\' => return fail(Ambiguity::Backslash),
            '#' => return fail(Ambiguity::Hash),
            '\'' | '"' => return fail(Ambiguity::Quote),
            '\r' => return fail(Ambiguity::CarriageReturn),
            '`' | ';' | '&' | '|' | '<' | '>' | '(' | ')' => return fail(Ambiguity::ShellSign),
            // A home directory, at the beginning and behind a colon.
            '~' if previous == ':' => return fail(Ambiguity::ShellSign),
            _ => previous = c,
        }
    }
    if trimmed.contains(char::is_whitespace) {
        return fail(Ambiguity::SpaceInside);
    }
    if trimmed.len() < value.len() {
        return fail(Ambiguity::SpaceAtEnd);
    }
    Ok(value)
}

/// A value that begins with a quote, which may span lines; and what comes after its last line.
fn quoted(text: &str, quote: char) -> (Result<&str, DotenvMistake>, &str) {
    let inside = text.get(1..).unwrap_or_default();
    let Some(end) = closing(inside, quote) else {
        return (Err(DotenvMistake::QuoteNotClosed), "");
    };
    let value = inside.get(..end).unwrap_or_default();
    let (behind, next) = first_line(inside.get(end + 1..).unwrap_or_default());
    let fail = |ambiguity| Err(ambiguous(ambiguity, notation(value)));
    // It closes where a quote was to open, in a line below.
    let has_swallowed = || value.lines().skip(1).any(|line| line.contains('='));
    let is_comment = behind.starts_with(char::is_whitespace) && behind.trim().starts_with('#');
    let result = if value.contains('\r') {
        fail(Ambiguity::CarriageReturn)
    } else if !behind.trim().is_empty() && !is_comment && has_swallowed() {
        return (Err(DotenvMistake::QuoteNotClosed), "");
    } else if !behind.trim().is_empty() && !is_comment {
        fail(Ambiguity::AfterQuote)
    } else if quote == '\'' {
        // Some take a backslash before the quote as one that keeps it open.
        if value.ends_with('\\') { fail(Ambiguity::Backslash) } else { Ok(value) }
    } else if value.contains(['$', '`']) {
        fail(Ambiguity::Dollar)
    } else if value.contains('\\') {
        fail(Ambiguity::Backslash)
    } else {
        Ok(value)
    };
    (result, next)
}

/// Where the quote closes that is open at the beginning.
fn closing(inside: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in inside.char_indices() {
        if c == quote && !is_escaped {
            return Some(at);
        }
        is_escaped = c == '\\' && quote == '"' && !is_escaped;
    }
    None
}

/// How all readers take the value as it stands.
pub(super) fn notation(value: &str) -> Notation {
    let value = value.trim();
    let needs_quotes = |c: char| c.is_whitespace() || "$\\#'\"`;&|<>()~".contains(c);
    if !value.contains(needs_quotes) {
        Notation::Plain
    } else if !value.contains('\'') && !value.ends_with('\\') {
        Notation::SingleQuotes
    } else if !value.contains(['"', '$', '`', '\\']) {
        Notation::DoubleQuotes
    } else {
        Notation::None
    }
}
