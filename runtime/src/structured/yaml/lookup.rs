//! Mapping keys, list elements, aliases and merge keys.

use std::collections::HashSet;

use super::index::{Index, Kind, Node, NodeId, Tag};
use super::scalar;
use crate::secret::Secret;
use crate::structured::paths::{Document, Hits};
use crate::structured::text::Text;
use crate::structured::{KeyError, SyntaxError, finish, place};

pub(super) struct Yaml<'t> {
    text: &'t str,
    index: &'t Index,
}

impl Document for Yaml<'_> {
    type Value = NodeId;

    fn members(&self, id: NodeId, hits: &mut Hits<'_, NodeId>) -> Result<(), SyntaxError> {
        match self.index.resolve(id) {
            Some((id, node)) if node.kind == Kind::Mapping => self.mapping(id, hits)?,
            Some((id, node)) if node.kind == Kind::Sequence => {
                hits.elements(self.index.children(id));
            }
            _ => {}
        }
        Ok(())
    }

    fn secret(&self, id: NodeId) -> Result<Result<Secret, KeyError>, SyntaxError> {
        Ok(match self.index.resolve(id) {
            Some((_, node)) if is_collection(node) => Err(KeyError::NotScalar),
            Some((_, node)) if !self.is_null(node) => finish(self.decode(node)?.as_str()),
            _ => Err(KeyError::Null),
        })
    }
}

impl<'t> Yaml<'t> {
    pub(super) fn new(text: &'t str, index: &'t Index) -> Self {
        Self { text, index }
    }

    /// The mapping's own keys, and then those of the mappings it merges: the first one wins.
    ///
    /// Each mapping is read once, so neither cycles nor repeated merges multiply the work.
    fn mapping(&self, id: NodeId, hits: &mut Hits<'_, NodeId>) -> Result<(), SyntaxError> {
        let mut seen = HashSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if hits.is_complete() || !seen.insert(id) {
                continue;
            }
            let mut own = hits.empty();
            let mut merged = Vec::new();
            let mut nodes = self.index.children(id);
            while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
                let Some((_, key)) = self.index.resolve(key) else {
                    continue;
                };
                if self.is_merge(key) {
                    self.mappings(value, &mut merged);
                } else if let Some(key) = self.key(key)? {
                    own.member(key.as_str(), value);
                }
            }
            hits.fill_from(&own);
            open.extend(merged.into_iter().rev());
        }
        Ok(())
    }

    /// The mappings behind a merge key: one, or a list of them.
    fn mappings(&self, id: NodeId, found: &mut Vec<NodeId>) {
        let Some((id, node)) = self.index.resolve(id) else {
            return;
        };
        match node.kind {
            Kind::Mapping => found.push(id),
            Kind::Sequence => {
                let elements = self.index.children(id);
                let resolved = elements.filter_map(|element| self.index.resolve(element));
                let mappings = resolved.filter(|(_, node)| node.kind == Kind::Mapping);
                found.extend(mappings.map(|(id, _)| id));
            }
            _ => {}
        }
    }

    /// The text of a key; `None` for one that is null or a collection.
    fn key(&self, key: &Node) -> Result<Option<Text<'t>>, SyntaxError> {
        if is_collection(key) || self.is_null(key) {
            return Ok(None);
        }
        self.decode(key).map(Some)
    }

    fn decode(&self, node: &Node) -> Result<Text<'t>, SyntaxError> {
        scalar::decode(self.text, node).map_err(|offset| place(self.text, offset))
    }

    fn is_null(&self, node: &Node) -> bool {
        match (node.tag, node.kind) {
            (Tag::Str, _) => false,
            (Tag::Null, _) | (_, Kind::Absent) => true,
            (_, Kind::Plain) => matches!(self.written(node), "~" | "null" | "Null" | "NULL"),
            _ => false,
        }
    }

    fn is_merge(&self, key: &Node) -> bool {
        key.kind == Kind::Plain
            && matches!(key.tag, Tag::None | Tag::Merge)
            && self.written(key) == "<<"
    }

    fn written(&self, node: &Node) -> &'t str {
        self.text.get(node.start..node.end).unwrap_or_default()
    }
}

fn is_collection(node: &Node) -> bool {
    matches!(node.kind, Kind::Sequence | Kind::Mapping)
}
