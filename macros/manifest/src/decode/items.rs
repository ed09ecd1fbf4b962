//! A list of texts.

use super::value::{missing_value, quoted, text_node, wrong_type};
use crate::model::{Label, Text};
use crate::report::Problems;
use crate::secrets::{shown, shown_words};
use crate::span::Spanned;
use crate::yaml::{Entry, Kind};

/// How messages call a list and what is in it.
pub(super) struct Words {
    /// `an item of`, before the key.
    pub(super) item: &'static str,
    /// `key paths`.
    pub(super) items: &'static str,
    pub(super) example: &'static str,
    /// Whether a text in its place is a line of several, which spaces separate.
    pub(super) is_line: bool,
}

/// The texts, and whether these are all; what is wrong has been reported.
pub(super) fn texts(
    entry: &Entry,
    words: &Words,
    label: &Label,
    problems: &mut Problems,
) -> (Vec<Spanned<Text>>, bool) {
    let Words { item, items, example, is_line } = words;
    let problem = match &entry.value.kind {
        Kind::Invalid => return (Vec::new(), false),
        Kind::Sequence(nodes) => {
            let mut texts = Vec::with_capacity(nodes.len());
            let what = format!("{item} {}", quoted(entry));
            for node in nodes {
                texts.extend(text_node(&what, node, Some(label), problems));
            }
            let is_whole = texts.len() == nodes.len();
            return (texts, is_whole);
        }
        _ if entry.value.is_null() => {
            missing_value(entry, &format!("list {items}, or remove it"), label)
        }
        kind => {
            let one = match kind {
                Kind::Scalar(scalar) if *is_line => shown_words(&scalar.text),
                Kind::Scalar(scalar) => shown(&scalar.text),
                _ => (*example).to_owned(),
            };
            let help = format!("write `{}: [{one}]`", entry.key.value);
            let expected = format!("a list of {items}");
            label.on(wrong_type(&quoted(entry), &entry.value, &expected).help(help))
        }
    };
    problems.push(problem);
    (Vec::new(), false)
}
