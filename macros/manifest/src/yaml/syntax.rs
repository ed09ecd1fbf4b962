//! What is wrong with text that is no YAML, in our own words.

use provider_credentials_yaml::{ErrorKind, ScanError};

use super::line::{Line, is_parent};
use super::words::{BAD_ESCAPE, words};
use super::{mistake, quote};
use crate::chars::{all, any, begins_with, leading};
use crate::code::Code;
use crate::report::Problem;
use crate::schema;
use crate::secrets::{is_unseen, name_of_unseen, shown};
use crate::span::Span;
use crate::template;

/// `open` is where the innermost bracket starts, if one is open.
pub(super) fn explain(error: &ScanError, open: Option<usize>, text: &str) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let of_line = mistake::explain(error.kind(), at, open, text);
    if let Some(problem) = of_line.or_else(|| indentation(error.kind(), at, text)) {
        return problem;
    }
    if let Some(problem) = odd_character(at, text) {
        return problem;
    }
    let (message, help) = words(error.kind());
    let code = match error.kind() {
        ErrorKind::RecursionLimitExceeded => Code::TooDeep,
        _ => Code::YamlSyntax,
    };
    if let ErrorKind::MissingAnchorOrAliasName = error.kind() {
        if let Some(problem) = space_before_name(at, text) {
            return problem;
        }
    }
    let of_key = match error.kind() {
        ErrorKind::UnclosedQuotedScalar => Line::at(text, at).and_then(quote::before_key),
        _ => None,
    };
    let help = of_key.unwrap_or_else(|| help.to_owned());
    let at = if message == BAD_ESCAPE { bad_escape(at, text).unwrap_or(at) } else { at };
    let end = at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Problem::at(code, Span::new(at, end), message).help(help)
}

/// A character that no text may have or begin with.
fn odd_character(at: usize, text: &str) -> Option<Problem> {
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    let span = Span::new(at, at + c.len_utf8());
    if is_unseen(c) {
        let message = format!("{} cannot stand here", name_of_unseen(c));
        return Some(Problem::at(Code::YamlSyntax, span, message).help("remove it"));
    }
    // `%USERPROFILE%` of Windows.
    let (name, _) = rest.strip_prefix('%')?.split_once('%')?;
    template::is_variable(name).then(|| {
        Problem::at(Code::YamlSyntax, span, "text cannot begin with this character")
            .help(format!("write the variable as `{}`", shown(&format!("${{{name}}}"))))
    })
}

/// `& name` and `* name`.
fn space_before_name(at: usize, text: &str) -> Option<Problem> {
    let rest = text.get(at..)?;
    let sign = rest.chars().next()?;
    if !matches!(sign, '&' | '*') {
        return None;
    }
    let name = rest.get(1..)?.split('\n').next()?.split(" #").next()?.trim();
    let is_name = !name.is_empty() && all(name, |c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let message = format!("`{sign}` without a name");
    is_name.then(|| {
        Problem::at(Code::YamlSyntax, Span::new(at, at + 1), message)
            .help(format!("write `{}`, without a space", shown(&format!("{sign}{name}"))))
    })
}

/// What version control leaves where two changes meet.
pub(super) fn merge_conflict(text: &str) -> Option<Problem> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            let message = "a merge conflict is not resolved";
            let help =
                "keep what is right, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`";
            let span = Span::new(start, start + 7);
            return Some(Problem::at(Code::YamlSyntax, span, message).help(help));
        }
        start += line.len();
    }
    None
}

/// The first backslash that begins no escape, of the quoted text that begins at or before there.
fn bad_escape(at: usize, text: &str) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix('"')?;
    let mut chars = rest.char_indices();
    while let Some((i, c)) = chars.next() {
        if c == '"' {
            return None;
        }
        if c != '\\' {
            continue;
        }
        let (_, escaped) = chars.next()?;
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ if "0abt\tnvfre \"/\\N_LP\n\r".contains(escaped) => 0,
            _ => return Some(at + 1 + i),
        };
        let hex = chars.as_str().get(..digits);
        if !hex.is_some_and(|hex| all(hex, |c| c.is_ascii_hexdigit())) {
            return Some(at + 1 + i);
        }
    }
    None
}

/// Mistakes of indentation, which the parser notices only later on the line or a line too early.
fn indentation(kind: &ErrorKind, at: usize, text: &str) -> Option<Problem> {
    let line_start = text.get(..at)?.rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let (span, message, help) = match kind {
        ErrorKind::TabInIndentation
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabNotAllowed => {
            let tab = tab_in_indentation(text, line_start)?;
            (Span::new(tab, tab + 1), "a tab cannot indent YAML", "use spaces")
        }
        ErrorKind::ExpectedBlockMappingKey => {
            let indent = text.get(line_start..at)?.len();
            return parent_has_value(text, line_start, indent);
        }
        ErrorKind::MappingValueNotAllowed => {
            let before = text.get(line_start..at)?;
            let key = before.trim_start();
            // A second colon on the line is a matter of quotes instead.
            if key.is_empty()
                || key.contains(": ")
                || any(key, |c| matches!(c, '"' | '\'' | '{' | '[' | '-'))
            {
                return None;
            }
            if let Some(problem) = parent_has_value(text, line_start, before.len() - key.len()) {
                return Some(problem);
            }
            (
                Span::new(at - key.len(), at),
                "this key is indented further than those it belongs to",
                "indent it with the same number of spaces",
            )
        }
        _ => return None,
    };
    Some(Problem::at(Code::YamlSyntax, span, message).help(help))
}

fn tab_in_indentation(text: &str, line_start: usize) -> Option<usize> {
    /// Nobody reads more.
    const MAX_LINES: usize = 100;

    let mut start = line_start;
    for line in text.get(line_start..)?.split_inclusive('\n').take(MAX_LINES) {
        let (indent, _) = leading(line, |c| matches!(c, ' ' | '\t'));
        if let Some(i) = indent.find('\t') {
            return Some(start + i);
        }
        start += line.len();
    }
    None
}

/// A line that is indented below a key with a value: the value is the mistake.
fn parent_has_value(text: &str, line_start: usize, indent: usize) -> Option<Problem> {
    let mut above = text.get(..line_start)?;
    let line = loop {
        let line = above.split_inclusive('\n').next_back()?;
        above = above.get(..above.len() - line.len())?;
        if !line.trim().is_empty() && !line.trim().starts_with('#') {
            break line;
        }
    };
    let start = above.len();
    let line = line.split(" #").next().unwrap_or_default().trim_end();
    let (before_key, trimmed) = leading(line, |c| matches!(c, ' ' | '-'));
    let key_at = before_key.len();
    let (key, value) = trimmed.split_once(": ")?;
    let value = value.trim_start();
    if key_at >= indent
        || !(is_parent(key) || key.starts_with("x-"))
        || value.is_empty()
        || begins_with(value, "#{[&!|>")
    {
        return None;
    }
    let end = start + line.len();
    let span = Span::new(end - value.len(), end);
    let message =
        format!("`{}` already has a value, so nothing can be indented below it", shown(key));
    let problem = Problem::at(Code::YamlSyntax, span, message);
    // The name of an anchor without its sign.
    if key.starts_with("x-") && text.contains(&format!("*{value}")) {
        return Some(problem.help(format!("write `{}`", shown(&format!("&{value}")))));
    }
    let problem = problem.help("remove the value");
    // What stands at `auth` is the key itself as often as not.
    let is_known = schema::TYPES.contains(&value) || schema::SOURCE_NAMES.contains(&value);
    Some(if is_known || key != "auth" { problem } else { problem.masking(span) })
}
