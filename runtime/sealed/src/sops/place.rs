//! Places in a text, and what stands there.

use provider_credentials_core::{NodeKind, TextNode};

pub(super) fn is_collection(node: &TextNode<'_, '_>) -> bool {
    matches!(node.kind(), NodeKind::Mapping | NodeKind::Sequence)
}

pub(super) fn has_brackets(node: &TextNode<'_, '_>) -> bool {
    node.written().starts_with(['{', '['])
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |end| at + end + 1)
}
