//! What is wrong with text that is no YAML, in our own words.

use provider_credentials_yaml::{ErrorKind, ScanError};

use super::line::{self, Line};
use crate::code::Code;
use crate::path_template;
use crate::report::Problem;
use crate::schema;
use crate::secrets::{self, REVOKE, is_unseen, mask, name_of_unseen, shown};
use crate::span::Span;

/// `open` is where the innermost bracket starts, if one is open.
pub(super) fn explain(error: &ScanError, open: Option<usize>, text: &str) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let of_line = line::explain(error.kind(), at, open, text);
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
    let quoted =
        Line::at(text, at).filter(|_| matches!(error.kind(), ErrorKind::UnclosedQuotedScalar));
    let help = quoted.and_then(line::quote_before_key).unwrap_or_else(|| help.to_owned());
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
    path_template::is_variable(name).then(|| {
        Problem::at(Code::YamlSyntax, span, "text cannot begin with this character")
            .help(format!("write the variable as `{}`", shown(&format!("${{{name}}}"))))
    })
}

/// `& name` and `* name`.
fn space_before_name(at: usize, text: &str) -> Option<Problem> {
    let rest = text.get(at..)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, '&' | '*'))?;
    let name = rest.get(1..)?.lines().next()?.split(" #").next()?.trim();
    let is_name =
        !name.is_empty() && !name.contains(|c: char| !c.is_alphanumeric() && !"_-".contains(c));
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

/// A secret on the line of a mistake is the worse one, and nobody else finds it.
pub(super) fn on_line_of_secret(problem: Problem, text: &str) -> Problem {
    let Some(at) = problem.span.map(|span| span.start as usize) else { return problem };
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let end = at + after.find(['\n', '\r']).unwrap_or(after.len());
    let of_line = |mask: &&Span| mask.start as usize <= end && mask.end as usize > start;
    let masks = mask::ranges(text, true);
    let Some(mask) = masks.iter().find(of_line) else { return problem };
    let what = text.get(mask.range()).and_then(secrets::find);
    // `DEBUG=...` is not shown, and is none.
    let key = text.get(start..mask.start as usize).unwrap_or_default().trim_end();
    let is_setting = key.strip_suffix('=').is_some_and(|key| {
        let name = key.trim_end().rsplit(' ').next().unwrap_or_default();
        !secrets::is_secret_name(name)
    });
    if is_setting && what.is_none() {
        return problem;
    }
    if mask.range().contains(&at) {
        let what = what.map(|what| format!(" ({what})")).unwrap_or_default();
        return Problem::secret(*mask, format!("this looks like a secret{what}"))
            .help("remove it")
            .note(REVOKE);
    }
    problem.help("remove the secret on this line, the manifest is no place for it").note(REVOKE)
}

const BAD_ESCAPE: &str = "invalid escape in double quotes";

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
        let hex = chars.clone().take(digits).filter(|(_, c)| c.is_ascii_hexdigit()).count();
        if hex < digits {
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
            let mut start = line_start;
            let tab = text.get(line_start..)?.split_inclusive('\n').take(100).find_map(|line| {
                let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
                let tab = line.get(..indent)?.find('\t').map(|i| start + i);
                start += line.len();
                tab
            })?;
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
            if key.is_empty() || key.contains(": ") || key.contains(['"', '\'', '{', '[', '-']) {
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

/// The keys that have lines below them.
pub(super) const PARENTS: [&str; 5] =
    ["provider_credentials", "auth", "sources", "config", "custom_params"];

/// A line that is indented below a key with a value: the value is the mistake.
fn parent_has_value(text: &str, line_start: usize, indent: usize) -> Option<Problem> {
    let mut start = line_start;
    let above = text.get(..line_start)?.split_inclusive('\n').rev().find(|line| {
        start -= line.len();
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    })?;
    let line = above.split(" #").next().unwrap_or_default().trim_end();
    let trimmed = line.trim_start_matches([' ', '-']);
    let key_at = line.len() - trimmed.len();
    let (key, value) = trimmed.split_once(": ")?;
    let value = value.trim_start();
    if key_at >= indent
        || !(PARENTS.contains(&key) || key.starts_with("x-"))
        || value.is_empty()
        || value.starts_with(['#', '{', '[', '&', '!', '|', '>'])
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
    let is_known = schema::TYPES.iter().chain(schema::SOURCES).any(|word| *word == value);
    Some(if is_known || key != "auth" { problem } else { problem.masking(span) })
}

/// The mistake and the fix.
#[allow(clippy::too_many_lines)] // a table
fn words(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as E;

    let (message, help) = match kind {
        E::MismatchedFlowCollectionEnd { open, close } => {
            let expected = closing(*open);
            let message = format!("`{open}` is closed by `{close}`, expected `{expected}`");
            return (message, "close every bracket with its own kind");
        }
        E::UnclosedFlowCollection { open } => {
            let expected = closing(*open);
            return (
                format!("`{open}` is not closed, expected `{expected}`"),
                "add the closing bracket",
            );
        }
        E::UnexpectedEofFlowSequence => {
            ("`[` is not closed, expected `]`", "add the closing bracket")
        }
        E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => {
            ("`{` is not closed, expected `}`", "add the closing bracket")
        }
        E::MisplacedFlowCollectionEnd => {
            ("closing bracket without an opening one", "remove it, or put quotes around the text")
        }
        E::ExpectedFlowMappingSeparator => (
            "expected `,` or `}` in this mapping",
            "separate its entries with `,`, and close it with `}`",
        ),
        E::ExpectedFlowSequenceSeparator => {
            ("expected `,` or `]` in this list", "separate its items with `,`")
        }
        E::UnclosedQuotedScalar => ("this quote is not closed", "add the closing quote"),
        E::DocumentIndicatorInQuotedScalar => {
            ("the text's quote is not closed before this line", "add the closing quote")
        }
        E::InvalidTrailingSingleQuotedScalar => {
            ("text after the closing quote", "write a quote inside single quotes twice: `''`")
        }
        E::InvalidTrailingDoubleQuotedScalar => {
            ("text after the closing quote", "write a quote inside double quotes as `\\\"`")
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => {
            (BAD_ESCAPE, "write `\\\\` for a backslash, or use single quotes")
        }
        E::TabInIndentation
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabNotAllowed
        | E::TabInPlainScalar => ("a tab cannot indent YAML", "use spaces"),
        E::InvalidIndentation
        | E::InvalidQuotedScalarIndent
        | E::InvalidBlockScalarIndent
        | E::InvalidFlowScalarIndent => (
            "this line is not indented like those it belongs to",
            "indent it with the same number of spaces",
        ),
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry => (
            "this line does not fit the mapping or list above it",
            "check its indentation, and that keys are `key: value` and items start with `- `",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => {
            ("expected `:` after this key", "write `key: value`, with a space after the colon")
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::MappingKeyNotAllowed => (
            "a mapping cannot start here",
            "put quotes around a value that holds `: `, and check the indentation",
        ),
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => (
            "a list item cannot start here",
            "put each `- ` on its own line, or quotes around the text",
        ),
        E::InvalidBlockEntryWhitespace
        | E::InvalidMappingValueWhitespace
        | E::FlowMappingValueAdjacentCollection
        | E::ExpectedWhitespace => ("expected a space here", "put a space after `:` and `-`"),
        E::PlainScalarStartsWithDashFlowIndicator | E::UnexpectedCharacter { .. } => {
            ("text cannot begin with this character", "put quotes around the text")
        }
        E::CommentInterceptedScalar => {
            ("a comment stands in the middle of a text", "put quotes around the text")
        }
        E::CommentNotSeparated => (
            "expected a space before `#`",
            "put a space before a comment, or quotes around the text",
        ),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => {
            ("text after `|` or `>`", "start the text on the next line, or put quotes around it")
        }
        E::RecursionLimitExceeded => (
            "the manifest is nested deeper than 64 levels",
            "a credential needs no more than a few; flatten it",
        ),
        E::UnknownAnchor => ("unknown alias", "put quotes around text that begins with `*`"),
        E::MissingAnchorOrAliasName => {
            ("`*` or `&` without a name", "put quotes around text that begins with `*` or `&`")
        }
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8 => ("invalid tag", "put quotes around text that begins with `!`"),
        E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::DuplicateTagDirective
        | E::MissingDocumentEndBeforeDirective
        | E::ExpectedTagDirectiveBang
        | E::InvalidDirectiveTerminator
        | E::DirectiveDisallowed
        | E::MissingYamlVersionSeparator
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. }
        | E::YamlVersionTooLong
        | E::MissingYamlVersion
        | E::InvalidTagDirectiveTerminator => {
            ("invalid directive", "put quotes around text that begins with `%`")
        }
        E::BomInsideDocument => {
            ("byte-order mark inside the text", "remove the invisible character")
        }
        E::ExpectedDocumentStart | E::InvalidDocumentEnd => (
            "text after the end of the document",
            "check the indentation; a manifest is one mapping",
        ),
        _ => ("this is not valid YAML", "check the quotes, brackets and indentation here"),
    };
    (message.to_owned(), help)
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}
