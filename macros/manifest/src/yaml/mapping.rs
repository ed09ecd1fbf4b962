//! A mapping from its pairs: keys must be text and stand once, `<<` merges.

use std::rc::Rc;

use super::line::is_known;
use super::mistake::COMMENT;
use super::node::{Entry, Kind, Mapping, Node};
use crate::chars::any;
use crate::code::Code;
use crate::names;
use crate::report::{Problem, Problems};
use crate::secrets::{REVOKE, find, is_secret_name, shown};
use crate::span::{Span, Spanned};
use crate::table::Texts;

/// A pair as it was read.
pub(super) struct Pair {
    pub(super) key: Rc<Node>,
    pub(super) value: Rc<Node>,
    /// Where the value was used; an alias stands elsewhere than its node.
    pub(super) used_at: Span,
    /// Whether the key is a plain `<<`.
    pub(super) merges: bool,
}

/// `is_item`: of a list.
pub(super) fn build(pairs: &[Pair], is_item: bool, text: &str, problems: &mut Problems) -> Mapping {
    let mut entries: Vec<Entry> = Vec::with_capacity(pairs.len());
    let mut seen = Texts::with_capacity(pairs.len());
    let mut merges: Vec<(&Node, Span)> = Vec::new();
    let mut holes = false;
    for (number, pair) in pairs.iter().enumerate() {
        let Some(key) = key_text(&pair.key, problems) else {
            holes = true;
            continue;
        };
        let span = pair.key.span;
        let plain = is_plain(&pair.key);
        if let Some((name, problem)) = without_colon(key, plain, pair, text) {
            problems.push(problem);
            if name.is_empty() {
                holes = true;
                continue;
            }
            let value = Rc::new(Node::new(Kind::Invalid, span));
            let key = Spanned { value: name.to_owned(), span };
            entries.push(Entry { key, value, via: None });
            continue;
        }
        if let Some(first) = seen.get(key).and_then(|first| pairs.get(*first)) {
            let begins = is_item && entries.first().is_some_and(|entry| entry.key.value == key);
            problems.push(duplicate(key, begins, span, first.key.span, pair.value.span));
            // What follows belongs to the next item, whose dash is missing; this one may lack keys.
            if begins {
                holes = true;
                break;
            }
            continue;
        }
        seen.insert(key, number);
        if plain && matches!(key, "<" | "<<<") && can_merge(&pair.value) {
            problems.push(
                Problem::at(Code::BadMerge, span, format!("a merge key is `<<`, found `{key}`"))
                    .help("write `<<`"),
            );
            merges.push((&pair.value, pair.used_at));
        } else if pair.merges {
            merges.push((&pair.value, pair.used_at));
        } else {
            let via = (pair.used_at != pair.value.span).then_some(pair.used_at);
            let key = Spanned { value: key.to_owned(), span };
            entries.push(Entry { key, value: Rc::clone(&pair.value), via });
        }
    }
    for (value, used_at) in merges {
        holes |= !merge(value, used_at, &mut seen, &mut entries, problems);
    }
    Mapping { entries, holes }
}

/// The key of `{type:api_key}`, `{type api_key}` and `{type = api_key}`, which YAML takes for a key
/// without a value, and of a line that was to be a comment.
fn without_colon<'k>(
    key: &'k str,
    plain: bool,
    pair: &Pair,
    text: &str,
) -> Option<(&'k str, Problem)> {
    let span = pair.key.span;
    let rest = text.get(span.start as usize..)?;
    let problem = |at: usize, length: usize, message: String| {
        let at = span.start as usize + at;
        Problem::at(Code::YamlSyntax, Span::new(at, at + length), message)
    };
    if rest.starts_with("//") {
        let problem = problem(0, 2, COMMENT.to_owned()).help("write `#` instead of `//`");
        return Some(("", problem));
    }
    if !pair.value.is_null() || !plain {
        return None;
    }
    if let Some((name, _)) = key.split_once(':').filter(|(_, rest)| !rest.is_empty()) {
        let message = "expected a space after this `:`".to_owned();
        let problem = problem(name.len(), 1, message).help("write `key: value`, with a space");
        return is_known(name).then_some((name, problem));
    }
    let (name, value) = key.split_once(' ').filter(|(name, _)| names::is_plain(name))?;
    // `a b:` has its colon, and no value.
    if rest.get(key.len()..)?.trim_start().starts_with(':') {
        return None;
    }
    let help = match value.trim_start().strip_prefix('=') {
        Some(_) => "write `:` instead of `=`".to_owned(),
        None => format!("write a colon: `{}:`", shown(name)),
    };
    let message = format!("expected `:` after `{}`", shown(name));
    let problem = problem(0, name.len(), message);
    // A secret is one word; more may be any text.
    let is_secret = !any(value.trim(), char::is_whitespace) || find(value).is_some();
    let problem = if is_secret_name(name) && is_secret {
        problem.help("remove the secret, the manifest is no place for it").note(REVOKE)
    } else {
        problem.help(help)
    };
    Some((name, problem))
}

/// Whether a key is written without quotes.
fn is_plain(key: &Node) -> bool {
    matches!(&key.kind, Kind::Scalar(scalar) if scalar.verbatim == Some(key.span.start))
}

fn can_merge(value: &Node) -> bool {
    let is_mapping = |node: &Node| matches!(node.kind, Kind::Mapping(_) | Kind::Invalid);
    match &value.kind {
        Kind::Sequence(items) => items.iter().all(|item| is_mapping(item)),
        _ => is_mapping(value),
    }
}

fn key_text<'k>(key: &'k Node, problems: &mut Problems) -> Option<&'k str> {
    let help = match &key.kind {
        Kind::Invalid => return None,
        Kind::Scalar(_) if key.is_null() => "write a name before the `:`",
        Kind::Scalar(scalar) => return Some(&scalar.text),
        Kind::Sequence(_) | Kind::Mapping(_) => {
            "put quotes around text that begins with `{` or `[`"
        }
    };
    let found = key.found();
    let problem = Problem::at(Code::BadKey, key.span, format!("a key must be text, found {found}"));
    problems.push(problem.help(help));
    None
}

fn duplicate(key: &str, begins: bool, span: Span, first: Span, value: Span) -> Problem {
    let problem = Problem::at(Code::DuplicateKey, span, format!("duplicate key `{}`", shown(key)))
        .related(first, "first written here");
    if key == "<<" {
        problem.help("merge several with one list: `<<: [*a, *b]`")
    } else if begins || key == "id" {
        let help =
            format!("begin another item of the list with `- {}:`, or remove one", shown(key));
        problem.yielding_to(value).help(help)
    } else {
        problem.yielding_to(value).help("remove one of the two")
    }
}

/// Adds the entries that are not there yet: explicit keys win, and earlier mappings.
fn merge<'v>(
    value: &'v Node,
    used_at: Span,
    seen: &mut Texts<'v>,
    entries: &mut Vec<Entry>,
    problems: &mut Problems,
) -> bool {
    match &value.kind {
        Kind::Mapping(mapping) => {
            for entry in &mapping.entries {
                if !seen.contains_key(entry.key.value.as_str()) {
                    seen.insert(&entry.key.value, seen.len());
                    entries.push(Entry { via: Some(used_at), ..entry.clone() });
                }
            }
            !mapping.holes
        }
        Kind::Sequence(items) => {
            let mut whole = true;
            for item in items {
                whole &= match &item.kind {
                    Kind::Mapping(_) => merge(item, used_at, seen, entries, problems),
                    _ => refuse(item, item.span, problems),
                };
            }
            whole
        }
        _ => refuse(value, used_at, problems),
    }
}

fn refuse(value: &Node, at: Span, problems: &mut Problems) -> bool {
    if !matches!(value.kind, Kind::Invalid) {
        let message =
            format!("`<<` merges a mapping or a list of mappings, found {}", value.found());
        problems.push(
            Problem::at(Code::BadMerge, at, message)
                .help("give it an alias of a mapping: `<<: *name`"),
        );
    }
    false
}
