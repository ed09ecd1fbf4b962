//! Mapping keys, list elements, aliases and merge keys.

use std::collections::HashSet;

use super::index::{Index, Kind, Node, NodeId, Tag};
use super::scalar;
use crate::structured::paths::{self, Paths, Step};
use crate::structured::text::Text;
use crate::structured::{KeyError, SyntaxError, finish, place};

pub(super) struct Yaml<'t> {
    text: &'t str,
    index: &'t Index,
}

/// What there is of the members that are wanted, by the distance of their steps from the first.
struct Hits(Vec<Hit>);

#[derive(Clone, Copy)]
enum Hit {
    Missing,
    Once(NodeId),
    Repeated,
}

impl Hits {
    fn new(step: Step) -> Self {
        Self(vec![Hit::Missing; step.len()])
    }

    fn record(&mut self, distance: usize, hit: Hit) {
        if let Some(slot) = self.0.get_mut(distance) {
            *slot = if let Hit::Missing = slot { hit } else { Hit::Repeated };
        }
    }

    /// Takes from `other` what is not here yet.
    fn fill_from(&mut self, other: &Self) {
        for (slot, hit) in self.0.iter_mut().zip(&other.0) {
            if let Hit::Missing = slot {
                *slot = *hit;
            }
        }
    }
}

impl<'t> Yaml<'t> {
    pub(super) fn new(text: &'t str, index: &'t Index) -> Self {
        Self { text, index }
    }

    /// Answers the paths, which begin at `root`.
    pub(super) fn follow(&self, root: NodeId, paths: &mut Paths) -> Result<(), SyntaxError> {
        // A stack of its own: how deep a path goes is no reason to overflow the thread's.
        let mut open = vec![(paths.root(), root)];
        while let Some((step, id)) = open.pop() {
            let Some((id, node)) = self.index.resolve(id) else {
                continue;
            };
            if !is_collection(node) {
                // Only what a path leads to is decoded.
                let is_text = paths.ends(step) && !self.is_null(node);
                let text = if is_text { Some(self.decode(node)?) } else { None };
                let secret =
                    || text.as_ref().map_or(Err(KeyError::Null), |text| finish(text.as_str()));
                paths.scalar(step, secret);
                continue;
            }
            paths.collection(step);
            let hits = match node.kind {
                Kind::Mapping => self.mapping(id, step, paths)?,
                _ => self.sequence(id, step, paths),
            };
            let children: Vec<Step> = paths.children(step).map(|(_, child)| child).collect();
            for child in children {
                match hits.0.get(child.distance(step)) {
                    Some(Hit::Once(value)) => open.push((child, *value)),
                    Some(Hit::Repeated) => paths.repeated(child),
                    // As `collection` said.
                    Some(Hit::Missing) | None => {}
                }
            }
        }
        Ok(())
    }

    fn sequence(&self, id: NodeId, step: Step, paths: &Paths) -> Hits {
        let elements: Vec<NodeId> = self.index.children(id).take(paths.elements(step)).collect();
        let mut hits = Hits::new(step);
        for (segment, child) in paths.children(step) {
            let element = paths::index(segment).and_then(|index| elements.get(index));
            if let Some(element) = element {
                hits.record(child.distance(step), Hit::Once(*element));
            }
        }
        hits
    }

    /// The mapping's own keys, and then those of the mappings it merges: the first one wins.
    ///
    /// Each mapping is read once, so neither cycles nor repeated merges multiply the work.
    fn mapping(&self, id: NodeId, step: Step, paths: &Paths) -> Result<Hits, SyntaxError> {
        let mut hits = Hits::new(step);
        let mut seen = HashSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let mut own = Hits::new(step);
            let mut merged = Vec::new();
            let mut nodes = self.index.children(id);
            while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
                let Some((_, key)) = self.index.resolve(key) else {
                    continue;
                };
                if self.is_merge(key) {
                    self.mappings(value, &mut merged);
                } else if let Some(key) = self.key(key)? {
                    if let Some(child) = paths.child(step, key.as_str()) {
                        own.record(child.distance(step), Hit::Once(value));
                    }
                }
            }
            hits.fill_from(&own);
            open.extend(merged.into_iter().rev());
        }
        Ok(hits)
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
