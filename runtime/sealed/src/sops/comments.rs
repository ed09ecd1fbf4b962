//! Encrypted comments: lines, ends of lines, and items of lists.

use core::ops::Range;

use provider_credentials_core::{Nodes, TextNode};

use super::cipher::is_sealed;
use super::place::{has_brackets, is_collection, line_end, line_start};

/// A comment in the place of an item.
pub(super) struct Item {
    /// Its dash too, if it has one.
    #[cfg(feature = "sops-write")]
    pub(super) range: Range<usize>,
    pub(super) cut: Range<usize>,
    /// What the list is without it.
    pub(super) with: &'static str,
}

/// How comments end in the places of items.
const OF_COMMENT: &str = ",type:comment]";

fn is_comment(item: &TextNode<'_, '_>) -> bool {
    let written = item.written().trim_matches(['"', '\'']);
    is_sealed(written) && written.ends_with(OF_COMMENT)
}

pub(super) fn items(text: &str, list: &TextNode<'_, '_>) -> Vec<Item> {
    let has_brackets = has_brackets(list);
    let all: Vec<_> = list.children().collect();
    let start = |item: &TextNode<'_, '_>| {
        let start = item.range().start;
        let before = text.get(..start).unwrap_or_default().trim_end_matches(' ');
        if has_brackets || !before.ends_with('-') { start } else { before.len() - 1 }
    };
    let mut found = Vec::new();
    let mut before = None;
    let mut is_first = true;
    for (at, item) in all.iter().enumerate() {
        if is_comment(item) {
            let range = start(item)..item.range().end;
            let (cut, with) = match (is_first, before, all.get(at + 1)) {
                // What separates it from the item before, or from the one behind, goes with it.
                (false, Some(before), _) => (before..range.end, ""),
                (_, _, Some(behind)) => (range.start..start(behind), ""),
                _ => (range.clone(), if has_brackets { "" } else { "[]" }),
            };
            found.push(Item {
                #[cfg(feature = "sops-write")]
                range,
                cut,
                with,
            });
        } else {
            is_first = false;
        }
        before = Some(item.last().range().end.max(item.range().end));
    }
    found
}

/// How sops writes a comment that it encrypted.
pub(super) const COMMENT: &str = "#ENC[AES256_GCM,";

pub(super) fn comments(text: &str, nodes: &Nodes<'_>) -> Vec<Range<usize>> {
    // Most files have no such sign at all, which is faster to tell.
    let first = text.find('#').unwrap_or(text.len());
    let behind = text.get(first..).unwrap_or_default();
    let found = behind.match_indices(COMMENT).map(|(at, comment)| (first + at, comment));
    let mut found = found.peekable();
    if found.peek().is_none() {
        return Vec::new();
    }
    let scalars = nodes.all().filter(|node| !is_collection(node));
    let scalars: Vec<Range<usize>> = scalars.map(|node| node.range()).collect();
    let mut cuts = Vec::new();
    for (at, _) in found {
        let before = scalars.partition_point(|scalar| scalar.start <= at);
        let inside = before.checked_sub(1).and_then(|before| scalars.get(before));
        let start = line_start(text, at);
        let is_alone = text.get(start..at).is_some_and(|before| before.trim().is_empty());
        let is_behind_space = text.get(..at).is_some_and(|before| before.ends_with([' ', '\t']));
        if inside.is_some_and(|inside| at < inside.end) || !(is_alone || is_behind_space) {
            continue;
        }
        let end = line_end(text, at);
        cuts.push(if is_alone { start..end } else { at..end.saturating_sub(1).max(at) });
    }
    cuts
}
