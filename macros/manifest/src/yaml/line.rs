//! Mistakes of one line that the parser notices on the next, or says in words of its grammar.
//!
//! Each rule needs a line of a shape that no good manifest has, beside the place of the error.

use std::ops::Range;

use provider_credentials_yaml::ErrorKind;

use super::bracket;
use super::syntax::PARENTS;
use crate::code::Code;
use crate::report::Problem;
use crate::schema;
use crate::secrets::{is_invisible, name_of_unseen, shown};
use crate::span::Span;

/// A line with something in it.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// Where it starts in the text.
    pub(super) start: usize,
    /// White space, visible or not, before its first dash or its key.
    pub(super) indent: usize,
    /// Where its key starts: after `- `.
    pub(super) key: usize,
    /// From the key on, without a comment.
    pub(super) content: &'t str,
}

impl<'t> Line<'t> {
    fn new(start: usize, raw: &'t str) -> Option<Self> {
        let raw = raw.split(" #").next().unwrap_or_default().trim_end();
        let rest = raw.trim_start_matches(is_space);
        let indent = raw.len() - rest.len();
        let mut content = rest;
        while let Some(item) = content.strip_prefix('-').filter(|item| item.starts_with(is_space)) {
            content = item.trim_start_matches(is_space);
        }
        let key = raw.len() - content.len();
        let is_something = !content.is_empty() && !content.starts_with('#');
        is_something.then_some(Line { start, indent, key, content })
    }

    pub(super) fn at(text: &'t str, at: usize) -> Option<Self> {
        let start = text.get(..at)?.rfind(['\n', '\r']).map_or(0, |i| i + 1);
        Line::new(start, text.get(start..)?.split(['\n', '\r']).next()?)
    }

    /// The lines above, nearest first.
    fn above(self, text: &'t str) -> impl Iterator<Item = Self> {
        let mut start = self.start;
        let lines = text.get(..start).unwrap_or_default().split_inclusive(['\n', '\r']).rev();
        lines.filter_map(move |raw| {
            start -= raw.len();
            Line::new(start, raw)
        })
    }

    pub(super) fn has_dash(self) -> bool {
        self.key > self.indent
    }

    /// The name of its key, where it is `key: value` or `key:`.
    pub(super) fn key_name(self) -> Option<&'t str> {
        let (name, rest) = self.content.split_once(':')?;
        (is_word(name) && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(name)
    }

    /// `key:`, with an anchor or without.
    fn has_no_value(self) -> bool {
        let (_, value) = self.content.split_once(':').unwrap_or(("", "no key"));
        let value = value.trim();
        value.is_empty() || value.starts_with('&') && !value.contains(is_space)
    }

    /// A part of its content, as a place in the text.
    fn place(self, part: Range<usize>) -> Span {
        let base = self.start + self.key;
        Span::new(base + part.start, base + part.end)
    }
}

fn is_word(text: &str) -> bool {
    text == "<<"
        || !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// What is wrong with the line of the error, or with the one above it. `open` is where the bracket
/// starts in which the error is, if it is in one.
pub(super) fn explain(
    kind: &ErrorKind,
    at: usize,
    open: Option<usize>,
    text: &str,
) -> Option<Problem> {
    let line = Line::at(text, at)?;
    if let Some(problem) = other_sign(line, at, text) {
        return Some(problem);
    }
    let not_closed = || {
        open.and_then(|open| not_closed(line, open, text))
            .or_else(|| quote_not_closed(kind, line, at, text))
    };
    if let Some(problem) = not_closed() {
        return Some(problem);
    }
    let before = text.get(line.start..at)?;
    let opened = before.matches(['{', '[']).count();
    if open.is_some() || opened > before.matches(['}', ']']).count() {
        return no_comma(kind, at, text).or_else(|| two_keys(line, at, "`,`"));
    }
    let above = || line.above(text).next();
    let is_of_structure = matches!(
        kind,
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabNotAllowed
    );
    if !is_of_structure {
        return None;
    }
    let odd = odd_space(line, text).or_else(|| odd_space(above()?, text));
    let odd = odd.or_else(|| no_space_after_dash(line));
    let odd = odd.or_else(|| no_key(line)).or_else(|| {
        let is_beside = |above: &Line<'_>| above.key == line.key || above.indent == line.indent;
        no_key(above().filter(|above| !line.has_dash() && is_beside(above))?)
    });
    odd.or_else(|| match kind {
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => no_colon(line, false),
        ErrorKind::MappingValueNotAllowed if is_at_key(line, at) => no_colon_above(line, text),
        ErrorKind::MappingValueNotAllowed => two_keys(line, at, "a new line"),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => {
            after_value(line, at).or_else(|| no_dash(line, text))
        }
        _ => None,
    })
}

// What other languages write for `#`, `<<` and `:`.
fn other_sign(line: Line<'_>, at: usize, text: &str) -> Option<Problem> {
    let rest = text.get(at..)?;
    let before = text.get(line.start..at)?.trim_end();
    let (at, sign, message, meant) = if rest.starts_with("//") {
        (at, "//", COMMENT, "#")
    } else if line.content.starts_with("//") {
        (line.start + line.key, "//", COMMENT, "#")
    } else if line.content.starts_with(">>:") {
        (line.start + line.key, ">>", "a merge key is `<<`, found `>>`", "<<")
    } else if rest.starts_with('=') && before.ends_with(['"', '\'']) {
        (at, "=", "expected `:` after this key", ":")
    } else {
        return None;
    };
    let help = format!("write `{meant}` instead of `{sign}`");
    Some(syntax(Span::new(at, at + sign.len()), message).help(help))
}

pub(super) const COMMENT: &str = "a comment begins with `#`";

// `source: env env_var: NAME`.
fn two_keys(line: Line<'_>, at: usize, between: &str) -> Option<Problem> {
    let before = line.content.get(..at.checked_sub(line.start + line.key)?)?;
    let name = before.rsplit(is_space).next()?;
    let (first, _) = before.split_once(':')?;
    let is_text = matches!(first, "description") || before.contains(['"', '\'']);
    if !is_known(name) || is_text || !line.content.get(before.len()..)?.starts_with(':') {
        return None;
    }
    let message = format!("the key `{name}` stands in the value before it");
    let mut help = format!("begin {between} before `{name}`").replace("begin `,`", "write `,`");
    if before.trim_end_matches(name).trim_end().ends_with(',') {
        help += ", and remove the `,`";
    }
    Some(syntax(line.place(before.len() - name.len()..before.len()), message).help(help))
}

// A line among keys that is no key: `*defaults`, `"id: openai"`.
fn no_key(line: Line<'_>) -> Option<Problem> {
    if line.content.strip_prefix('*').is_some_and(is_word) {
        let alias = shown(line.content);
        let start = if line.has_dash() { line.start + line.indent } else { line.start + line.key };
        let span = Span::new(start, line.start + line.key + line.content.len());
        let problem = syntax(span, format!("`{alias}` stands here without a key"));
        return Some(problem.help(format!("write `<<: {alias}`")));
    }
    let help = quote_before_key(line)?;
    Some(syntax(line.place(0..1), "this quote is around a key and its value").help(help))
}

/// For `"id: openai`, with a closing quote or without.
pub(super) fn quote_before_key(line: Line<'_>) -> Option<String> {
    let quote = line.content.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (key, value) = line.content.get(1..)?.split_once(": ")?;
    let value = value.trim_matches(quote);
    is_word(key).then(|| format!("write `{}: {quote}{}{quote}`", shown(key), shown(value)))
}

fn no_space_after_dash(line: Line<'_>) -> Option<Problem> {
    line.content.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic))?;
    let message = "expected a space after this `-`";
    Some(syntax(line.place(0..1), message).help("write `- key: value`, with a space"))
}

/// Whether the colon of its key is where the parser stopped.
fn is_at_key(line: Line<'_>, at: usize) -> bool {
    let key = line.key_name();
    key.is_some_and(|key| at <= line.start + line.key + key.len())
}

// It looks like a space, and YAML takes it for a letter or forbids it there.
pub(super) fn odd_space(line: Line<'_>, text: &str) -> Option<Problem> {
    let raw = text.get(line.start..line.start + line.key)?;
    let after = line.content.find(':').map(|colon| colon + 1);
    let after = after.and_then(|after| Some((after, line.content.get(after..)?.chars().next()?)));
    let (at, c) = match raw.char_indices().find(|&(_, c)| c != ' ' && c != '-') {
        Some((i, c)) => (line.start + i, c),
        None => after
            .filter(|&(_, c)| !matches!(c, ' ' | '\t') && is_space(c))
            .map(|(i, c)| (line.start + line.key + i, c))?,
    };
    let same = text.get(at..)?.chars().take_while(|&other| other == c).count();
    let span = Span::new(at, at + same * c.len_utf8());
    Some(match name_of_unseen(c) {
        _ if c == '\t' => syntax(span, "a tab cannot indent YAML").help("use spaces"),
        name => {
            syntax(span, format!("{name} where YAML needs a space")).help("type a space instead")
        }
    })
}

// A text in quotes goes on until the next quote, which was to begin another one.
fn quote_not_closed(kind: &ErrorKind, line: Line<'_>, at: usize, text: &str) -> Option<Problem> {
    let quote = match kind {
        ErrorKind::InvalidTrailingDoubleQuotedScalar => '"',
        ErrorKind::InvalidTrailingSingleQuotedScalar => '\'',
        _ => return None,
    };
    let odd = |part: &str| part.matches(quote).count() % 2 == 1;
    let is_first_here = odd(text.get(line.start..at)?);
    let mut next = line;
    let opening = line.above(text).find(|above| {
        let found = odd(above.content);
        if !found {
            next = *above;
        }
        found
    })?;
    let begin = opening.content.find(quote)?;
    let begins_value = opening.content.get(..begin)?.trim_end().ends_with([':', ',', '[', '{']);
    if !is_first_here || !(begins_value || begin == 0) || next.key_name().is_none() {
        return None;
    }
    let help = quote_before_key(opening).unwrap_or_else(|| "add the closing quote".to_owned());
    Some(
        syntax(opening.place(begin..begin + 1), "this quote is not closed")
            .related(Span::new(at.saturating_sub(1), at), "the text in it goes on to here")
            .help(help),
    )
}

// After a text in quotes comes the next one: what is missing stands between.
fn no_comma(kind: &ErrorKind, at: usize, text: &str) -> Option<Problem> {
    let is_after_quote = matches!(
        kind,
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar
    );
    let begins_text = text.get(at..)?.starts_with(['"', '\'']);
    let is_apart = text.get(..at)?.ends_with([' ', '\n']);
    if text.get(at..)?.starts_with('{') && text.get(..at)?.ends_with('$') {
        let problem = syntax(Span::new(at - 1, at + 1), "text in brackets cannot have `{`");
        return Some(problem.help("put quotes around the text"));
    }
    (is_after_quote && begins_text && is_apart)
        .then(|| syntax(Span::new(at, at + 1), "expected `,` before this text").help("add a `,`"))
}

// A line that is no further in than the one with the bracket does not belong into it.
fn not_closed(line: Line<'_>, open: usize, text: &str) -> Option<Problem> {
    let opening = Line::at(text, open)?;
    let is_block = line.key_name().is_some() || line.has_dash();
    let goes_on = line.content.ends_with([',', '}', ']']) && !line.content.contains(['{', '[']);
    if line.start <= opening.start || line.indent > opening.indent || !is_block || goes_on {
        return None;
    }
    let (bracket, closing) = match text.get(open..)?.chars().next()? {
        '{' => ('{', '}'),
        '[' => ('[', ']'),
        _ => return None,
    };
    if let Some(at) = bracket::stray(text, open, line.start) {
        let message = "this `{` begins a mapping where a key belongs";
        return Some(syntax(Span::new(at, at + 1), message).help("remove it"));
    }
    // It is closed further down, so what is missing is a comma.
    let below = text.get(line.start..)?.split(['\n', '\r']).filter_map(|raw| Line::new(0, raw));
    let mut of_it = below.take_while(|line| line.indent >= opening.indent);
    if of_it.any(|line| line.content.starts_with(closing)) {
        return None;
    }
    let message = format!("`{bracket}` is not closed, expected `{closing}`");
    let first = line.place(0..line.content.chars().next().map_or(0, char::len_utf8));
    Some(
        syntax(Span::new(open, open + 1), message)
            .related(first, "this line is read as a part of it")
            .help("add the closing bracket"),
    )
}

/// `type:api_key`, `type api_key` or `type`; a word that we do not know may also be text, unless it
/// stands where only a key can.
fn no_colon(line: Line<'_>, is_key_of_ours: bool) -> Option<Problem> {
    let content = line.content;
    if let Some((name, rest)) = content.split_once(':') {
        let is_url = rest.starts_with("//");
        if is_word(name) && !is_url && !rest.is_empty() && !rest.starts_with(is_space) {
            let colon = line.place(name.len()..name.len() + 1);
            let message = "expected a space after this `:`";
            return Some(syntax(colon, message).help("write `key: value`, with a space"));
        }
    }
    let name = content.split(is_space).next().filter(|name| is_word(name))?;
    if !is_known(name) && !is_key_of_ours {
        return None;
    }
    let quoted = shown(name);
    let message = format!("expected `:` after `{quoted}`");
    let rest = content.get(name.len()..).unwrap_or_default().trim_start();
    let help = match rest {
        "" => format!("write `{quoted}:`"),
        _ if rest.starts_with('=') => "write `:` instead of `=`".to_owned(),
        _ => format!("write a colon: `{quoted}:`"),
    };
    Some(syntax(line.place(0..name.len()), message).help(help))
}

// The line has begun well; a mapping has no key in the middle of one.
fn after_value(line: Line<'_>, at: usize) -> Option<Problem> {
    let at = at.checked_sub(line.start + line.key)?;
    let (before, rest) = (line.content.get(..at)?.trim_end(), line.content.get(at..)?);
    if before.ends_with(['}', ']']) {
        return Some(
            syntax(line.place(at..line.content.len()), "text after the closing bracket")
                .help("put quotes around the whole value, or remove this"),
        );
    }
    let is_adjacent = before.ends_with(['"', '\'']) && rest.starts_with(':');
    is_adjacent.then(|| {
        syntax(line.place(at..at + 1), "expected a space after this `:`")
            .help("write `key: value`, with a space")
    })
}

/// The first key of a mapping without its colon is a text, which the second seems to go on with.
fn no_colon_above(line: Line<'_>, text: &str) -> Option<Problem> {
    let mut lines = line.above(text);
    let above = lines.next()?;
    // What is below a key without a value, or beside a dash, begins a mapping.
    let parent = lines.next();
    // Below `description:` it may as well be text.
    let is_mapping =
        parent.and_then(Line::key_name).is_some_and(|key| PARENTS.contains(&key) || !is_known(key));
    let begins = above.has_dash()
        || parent.is_none_or(|parent| parent.key < above.key && parent.has_no_value());
    if above.key == line.key && begins {
        return no_colon(above, is_mapping).or_else(|| parent.is_none().then(|| stray(above)));
    }
    if let Some(problem) = no_space_after_dash(above).filter(|_| above.key < line.key) {
        return Some(problem);
    }
    let is_parent = above.key < line.key || line.has_dash() && above.key <= line.indent;
    let (name, anchor) = above.content.split_once(' ').unwrap_or((above.content, ""));
    let is_anchor = anchor.is_empty() || anchor.starts_with('&') && !anchor.contains(is_space);
    if !is_parent || !is_word(name) || !is_anchor || name.len() > 40 {
        return None;
    }
    let message = format!("expected `:` after `{}`", shown(name));
    let help = match anchor {
        "" => format!("write `{}:`", shown(name)),
        _ => format!("write `{}: {}`", shown(name), shown(anchor)),
    };
    Some(syntax(above.place(0..name.len()), message).help(help))
}

// At the top, where no text may go on.
fn stray(line: Line<'_>) -> Problem {
    let help = if line.content.contains('=') { "remove it" } else { "begin a comment with `#`" };
    let span = line.place(0..line.content.len());
    syntax(span, "this line is no `key: value`").help(help)
}

// A line below the dash of an item is a key of what the list is in, where no list may be.
fn no_dash(line: Line<'_>, text: &str) -> Option<Problem> {
    if line.has_dash() {
        let span = Span::new(line.start + line.indent, line.start + line.indent + 1);
        let message = "this item is not indented like those it belongs to";
        let parent = line.above(text).find(|above| above.indent < line.indent)?;
        if holds_items(parent) {
            return first_without_dash(line, text);
        }
        let other =
            line.above(text).find(|above| above.has_dash() && above.indent < line.indent)?;
        let spaces = other.indent;
        let help = format!("indent it by {spaces} spaces, as the others of the list");
        return Some(syntax(span, message).help(help));
    }
    let name = line.key_name()?;
    let item = line.above(text).find(|above| above.indent <= line.indent)?;
    if item.indent != line.indent || !item.has_dash() {
        return None;
    }
    let span = line.place(0..name.len());
    Some(if item.key_name() == Some(name) {
        syntax(span, "this line begins no item of the list above it")
            .help(format!("write `- {}:`", shown(name)))
    } else {
        syntax(span, "this line is not indented like those it belongs to")
            .help("indent it with the same number of spaces")
    })
}

fn holds_items(line: Line<'_>) -> bool {
    matches!(line.key_name(), Some("provider_credentials" | "sources")) && line.has_no_value()
}

// The first item of a list, which made it a mapping.
fn first_without_dash(line: Line<'_>, text: &str) -> Option<Problem> {
    let mut first = line;
    for above in line.above(text) {
        if above.indent < line.indent || holds_items(above) {
            break;
        }
        first = above;
    }
    let name = first.key_name().filter(|_| first.start < line.start)?;
    let spaces = " ".repeat(line.indent);
    let help = format!("write `{spaces}- {}:`, as below", shown(name));
    Some(syntax(first.place(0..name.len()), "this item of the list lacks its `- `").help(help))
}

/// Whether the schema has such a key.
pub(super) fn is_known(name: &str) -> bool {
    let mappings = [&schema::ROOT, &schema::CREDENTIAL, &schema::AUTH];
    mappings.iter().any(|mapping| mapping.names().any(|known| known == name))
}

fn syntax(span: Span, message: impl Into<String>) -> Problem {
    Problem::at(Code::YamlSyntax, span, message)
}
