//! Keys without their colon, and text where a key belongs.

use super::line::{Line, is_known, is_parent, is_space, is_word, syntax};
use super::{dash, quote};
use crate::chars::{any, begins_with, leading, trailing};
use crate::report::Problem;
use crate::secrets::shown;
use crate::span::Span;
use crate::template::is_variable;

/// Whether the colon of its key is where the parser stopped.
pub(super) fn is_at_key(line: Line<'_>, at: usize) -> bool {
    let key = line.key_name();
    key.is_some_and(|key| at <= line.start + line.key + key.len())
}

// A line among keys that is no key: `*defaults`, `"id: openai"`.
pub(super) fn no_key(line: Line<'_>) -> Option<Problem> {
    if line.content.strip_prefix('*').is_some_and(is_word) {
        let alias = shown(line.content);
        let start = if line.has_dash() { line.start + line.indent } else { line.start + line.key };
        let span = Span::new(start, line.start + line.key + line.content.len());
        let problem = syntax(span, format!("`{alias}` stands here without a key"));
        return Some(problem.help(format!("write `<<: {alias}`")));
    }
    let help = quote::before_key(line)?;
    Some(syntax(line.place(0..1), "this quote is around a key and its value").help(help))
}

/// `type:api_key`, `type api_key` or `type`; a word that we do not know may also be text, unless it
/// stands where only a key can.
pub(super) fn no_colon(line: Line<'_>, is_key_of_ours: bool) -> Option<Problem> {
    let content = line.content;
    if let Some((name, rest)) = content.split_once(':') {
        let is_url = rest.starts_with("//");
        if is_word(name) && !is_url && !rest.is_empty() && leading(rest, is_space).0.is_empty() {
            let colon = line.place(name.len()..name.len() + 1);
            let message = "expected a space after this `:`";
            return Some(syntax(colon, message).help("write `key: value`, with a space"));
        }
    }
    let (name, _) = leading(content, |c| !is_space(c));
    if !is_word(name) || !is_known(name) && !is_key_of_ours {
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

/// The first key of a mapping without its colon is a text, which the second seems to go on with.
pub(super) fn no_colon_above(line: Line<'_>, text: &str) -> Option<Problem> {
    let mut lines = line.above(text);
    let above = lines.next()?;
    // What is below a key without a value, or beside a dash, begins a mapping.
    let parent = lines.next();
    let is_mapping = parent.is_some_and(is_of_mapping);
    let begins = above.has_dash()
        || parent.is_none_or(|parent| parent.key < above.key && parent.has_no_value());
    if above.key == line.key && begins {
        return no_colon(above, is_mapping).or_else(|| parent.is_none().then(|| no_entry(above)));
    }
    let lacks_space = if above.key < line.key { dash::lacks_space(above) } else { None };
    if lacks_space.is_some() {
        return lacks_space;
    }
    let is_parent = above.key < line.key || line.has_dash() && above.key <= line.indent;
    let (name, anchor) = above.content.split_once(' ').unwrap_or((above.content, ""));
    let is_anchor = anchor.is_empty() || anchor.starts_with('&') && !any(anchor, is_space);
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

/// The line above, where it is stray and begins what is there.
pub(super) fn stray_above(line: Line<'_>, text: &str) -> Option<Problem> {
    let mut lines = line.above(text);
    let above = lines.next()?;
    let begins = match lines.next() {
        None => true,
        Some(parent) if above.has_dash() || parent.key < above.key && parent.has_no_value() => {
            is_of_mapping(parent)
        }
        // `DEBUG=a: b` is a key, which nothing can be below.
        Some(_) => above.key < line.key && above.content.contains(": "),
    };
    if begins { stray(above) } else { None }
}

// Below `description:` it may as well be text.
fn is_of_mapping(parent: Line<'_>) -> bool {
    parent.key_name().is_some_and(|key| is_parent(key) || !is_known(key))
}

/// Three words, or the assignment of a variable: that was to be no key, and no text begins there.
pub(super) fn stray(line: Line<'_>) -> Option<Problem> {
    let content = line.content;
    let assignment = content.strip_prefix("export ").unwrap_or(content).split_once('=');
    let is_assignment =
        assignment.is_some_and(|(name, _)| is_variable(name) && !any(name, char::is_lowercase));
    let (first, rest) = leading(content, |c| !is_space(c));
    let rest = rest.trim_start();
    let is_prose = any(rest, is_space)
        && content.chars().next()?.is_alphabetic()
        && !is_known(first)
        && !rest.starts_with('=')
        && !content.contains(": ")
        && !content.ends_with(':');
    (is_assignment || is_prose).then(|| no_entry(line))
}

/// A line among keys that is none.
pub(super) fn no_entry(line: Line<'_>) -> Problem {
    let help = if line.content.contains('=') { "remove it" } else { "begin a comment with `#`" };
    let span = line.place(0..line.content.len());
    syntax(span, "this line is no `key: value`").help(help)
}

// `source: env env_var: NAME`.
pub(super) fn two_keys(line: Line<'_>, at: usize, between: &str) -> Option<Problem> {
    let before = line.content.get(..at.checked_sub(line.start + line.key)?)?;
    let (_, name) = trailing(before, |c| !is_space(c));
    let (first, _) = before.split_once(':')?;
    let is_text = matches!(first, "description") || before.contains(['"', '\'']);
    if !is_known(name) || is_text || !line.content.get(before.len()..)?.starts_with(':') {
        return None;
    }
    let message = format!("the key `{name}` stands in the value before it");
    let verb = if between == "`,`" { "write" } else { "begin" };
    let mut help = format!("{verb} {between} before `{name}`");
    if before.trim_end_matches(name).trim_end().ends_with(',') {
        help += ", and remove the `,`";
    }
    Some(syntax(line.place(before.len() - name.len()..before.len()), message).help(help))
}

// `description: API key: for chat`.
pub(super) fn in_text(line: Line<'_>, at: usize) -> Option<Problem> {
    let before = line.content.get(..at.checked_sub(line.start + line.key)?)?;
    let span = second(line, before, before)?;
    Some(syntax(span, "text with `: ` needs quotes").help("put the text in quotes"))
}

// `{ note: API key: for chat }`, or a comma is missing.
pub(super) fn in_text_in_brackets(line: Line<'_>, at: usize) -> Option<Problem> {
    let before = line.content.get(..at.checked_sub(line.start + line.key)?)?;
    let (_, entry) = trailing(before, |c| !matches!(c, '{' | '[' | ','));
    let problem = syntax(second(line, before, entry)?, "expected `,` or quotes around this text");
    Some(problem.help("put the text in quotes, or a `,` between two entries"))
}

/// The colon behind `before`, if the entry there has one already, and a text behind that.
fn second(line: Line<'_>, before: &str, entry: &str) -> Option<Span> {
    if !line.content.get(before.len()..)?.starts_with(": ") {
        return None;
    }
    let (key, value) = entry.split_once(": ")?;
    let (key, value) = (key.trim(), value.trim());
    let is_text = !value.is_empty() && !begins_with(value, "\"'&*!|>#");
    // What follows these is no text.
    let is_it = is_text && is_word(key) && !is_parent(key);
    is_it.then(|| line.place(before.len()..before.len() + 1))
}

// The line has begun well; a mapping has no key in the middle of one.
pub(super) fn after_value(line: Line<'_>, at: usize) -> Option<Problem> {
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
