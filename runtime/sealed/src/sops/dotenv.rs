//! Lines of names and values.

use core::ops::Range;

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use super::cipher::is_sealed;

use super::failures::{METADATA, SYNTAX};
use super::leaf::{Leaf, Visit};
use super::rules::Rule;
use super::tree::Tree;
use super::value::{Text, Value};

/// How the names of the `sops` section begin.
pub(super) const PREFIX: &str = "sops_";

/// Between the names in there.
const MEMBER: &str = "__map_";
const ITEM: &str = "__list_";

enum Line<'t> {
    Empty,
    Comment(&'t str),
    Value(&'t str, &'t str),
}

/// Each line, its break left out, with where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, Option<Line<'_>>)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        let read = match (line.strip_prefix('#'), line.split_once('=')) {
            (Some(comment), _) => Some(Line::Comment(comment)),
            (None, Some((name, value))) => Some(Line::Value(name, value)),
            (None, None) => line.is_empty().then_some(Line::Empty),
        };
        (start, read)
    })
}

/// The section, and its lines.
pub(super) fn section(text: &str) -> Result<(Tree, Vec<Range<usize>>), SourceError> {
    let (mut tree, mut cuts) = (Tree::default(), Vec::new());
    for (start, line) in lines(text) {
        let Line::Value(name, value) = line.ok_or(SYNTAX)? else { continue };
        let Some(path) = name.strip_prefix(PREFIX) else { continue };
        let separated = path.replace(MEMBER, "\0").replace(ITEM, "\0");
        let path: Vec<&str> = separated.split('\0').collect();
        tree.put(&path, &value.replace("\\n", "\n")).ok_or(METADATA)?;
        cuts.push(start..line_end(text, start));
    }
    Ok((tree, cuts))
}

/// The lines of encrypted comments.
pub(super) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, line) in lines(text) {
        if matches!(line, Some(Line::Comment(comment)) if is_sealed(comment)) {
            found.push(start..line_end(text, start));
        }
    }
    found
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// The names of all values, and for comments none, each with the range of what stands there.
#[cfg(feature = "sops-write")]
pub(super) fn parts(text: &str) -> impl Iterator<Item = (Option<&str>, Range<usize>)> {
    lines(text).filter_map(|(start, line)| match line? {
        Line::Empty => None,
        Line::Comment(comment) => Some((None, start..start + 1 + comment.len())),
        Line::Value(name, value) => {
            let start = start + name.len() + 1;
            Some((Some(name), start..start + value.len()))
        }
    })
}

/// Every value, but for those of the section.
pub(super) fn walk(text: &str, rule: &Rule, visit: Visit<'_>) -> Result<(), SourceError> {
    for (start, line) in lines(text) {
        let Line::Value(name, written) = line.ok_or(SYNTAX)? else { continue };
        if name.starts_with(PREFIX) {
            continue;
        }
        let start = start + name.len() + 1;
        visit(Leaf {
            path: &format!("{name}:"),
            is_encrypted: rule.encrypts(rule.names(name)),
            range: start..start + written.len(),
            value: Some(value(written)),
            #[cfg(feature = "sops-write")]
            is_block: false,
            #[cfg(feature = "sops-write")]
            is_in_brackets: false,
        })?;
    }
    Ok(())
}

/// sops writes line breaks as `\n`.
fn value(written: &str) -> Value<'_> {
    let mut value = Value::text(written);
    if written.contains("\\n") {
        let mut text = Zeroizing::new(String::with_capacity(written.len()));
        for (number, piece) in written.split("\\n").enumerate() {
            if number > 0 {
                text.push('\n');
            }
            text.push_str(piece);
        }
        value.text = Text::Made(text);
    }
    value
}
