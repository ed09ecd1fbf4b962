//! Mapping keys, list elements, aliases and merge keys.

use super::index::{Index, Kind, Node, NodeId, Tag};
use super::scalar;
use crate::format::finish::finish;
use crate::format::paths::{self, Paths, Step};
use crate::format::place_of::place_of;
use crate::format::text::Text;
use crate::report::{Position, ValueReason};

/// How many members of mappings are looked at in all. A file of 1 MiB has a twentieth, unless a
/// thousand paths lead through aliases of one large mapping.
const MOST_VISITED: usize = 5_000_000;

pub(super) struct Yaml<'t> {
    text: &'t str,
    index: &'t Index,
    visited: usize,
    /// How many mappings were looked into for what is wanted, and by node the last one for which it was
    /// read.
    searches: usize,
    read_for: Vec<usize>,
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
        for (distance, hit) in other.0.iter().enumerate() {
            if let Some(slot @ Hit::Missing) = self.0.get_mut(distance) {
                *slot = *hit;
            }
        }
    }
}

impl<'t> Yaml<'t> {
    pub(super) fn new(text: &'t str, index: &'t Index) -> Self {
        Self { text, index, visited: 0, searches: 0, read_for: vec![0; index.len()] }
    }

    /// Answers the paths, which begin at `root`.
    pub(super) fn follow(&mut self, root: NodeId, paths: &mut Paths) -> Result<(), Position> {
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
                let foreign = matches!(node.tag, Tag::Local)
                    .then(|| ValueReason::YamlTag(place_of(self.text, node.start)));
                let secret = || match foreign {
                    Some(reason) => Err(reason),
                    None => text
                        .as_ref()
                        .map_or(Err(ValueReason::KeyIsNull), |text| finish(text.as_str())),
                };
                paths.scalar(step, &secret);
                continue;
            }
            paths.collection(step);
            let hits = match node.kind {
                Kind::Mapping => self.mapping(id, step, paths)?,
                _ => self.sequence(id, step, paths)?,
            };
            let mut repeated = Vec::new();
            for (_, child) in paths.children(step) {
                match hits.0.get(child.distance(step)) {
                    Some(Hit::Once(value)) => open.push((child, *value)),
                    Some(Hit::Repeated) => repeated.push(child),
                    // As `collection` said.
                    Some(Hit::Missing) | None => {}
                }
            }
            for child in &repeated {
                paths.repeated(*child);
            }
        }
        Ok(())
    }

    fn sequence(&mut self, id: NodeId, step: Step, paths: &Paths) -> Result<Hits, Position> {
        let mut elements: Vec<NodeId> = Vec::new();
        let wanted = paths.elements(step);
        for element in self.index.children(id) {
            if elements.len() == wanted {
                break;
            }
            self.visit(id)?;
            elements.push(element);
        }
        let mut hits = Hits::new(step);
        for (segment, child) in paths.children(step) {
            let element = paths::index(segment).and_then(|index| elements.get(index));
            if let Some(element) = element {
                hits.record(child.distance(step), Hit::Once(*element));
            }
        }
        Ok(hits)
    }

    /// The mapping's own keys, and then those of the mappings it merges: the first one wins.
    ///
    /// Each mapping and each list of them is read once, so neither cycles nor repeated merges
    /// multiply the work.
    fn mapping(&mut self, id: NodeId, step: Step, paths: &Paths) -> Result<Hits, Position> {
        let mut hits = Hits::new(step);
        let mut open = vec![id];
        self.searches += 1;
        while let Some(id) = open.pop() {
            let Some((id, node)) = self.index.resolve(id) else {
                continue;
            };
            match self.read_for.get_mut(id) {
                Some(search) if *search < self.searches => *search = self.searches,
                _ => continue,
            }
            let mut merged = Vec::new();
            if matches!(node.kind, Kind::Sequence) {
                for child in self.index.children(id) {
                    if self.is_mapping(child) {
                        merged.push(child);
                    }
                }
            } else {
                let mut own = Hits::new(step);
                let mut nodes = self.index.children(id);
                while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
                    self.visit(id)?;
                    let Some((_, key)) = self.index.resolve(key) else {
                        continue;
                    };
                    if self.is_merge(key) {
                        if self.index.resolve(value).is_some_and(|(_, node)| is_collection(node)) {
                            merged.push(value);
                        }
                    } else if let Some(key) = self.key(key)? {
                        if let Some(child) = paths.child(step, key.as_str()) {
                            own.record(child.distance(step), Hit::Once(value));
                        }
                    }
                }
                hits.fill_from(&own);
            }
            merged.reverse();
            open.append(&mut merged);
        }
        Ok(hits)
    }

    fn is_mapping(&self, id: NodeId) -> bool {
        self.index.resolve(id).is_some_and(|(_, node)| matches!(node.kind, Kind::Mapping))
    }

    /// Counts the work in a collection: aliases let a small file be a large one.
    fn visit(&mut self, id: NodeId) -> Result<(), Position> {
        self.visited += 1;
        match self.index.resolve(id) {
            Some((_, node)) if self.visited > MOST_VISITED => Err(place_of(self.text, node.start)),
            _ => Ok(()),
        }
    }

    /// The text of a key; `None` for one that is null or a collection.
    fn key(&self, key: &Node) -> Result<Option<Text<'t>>, Position> {
        if is_collection(key) || self.is_null(key) {
            return Ok(None);
        }
        self.decode(key).map(Some)
    }

    fn decode(&self, node: &Node) -> Result<Text<'t>, Position> {
        scalar::decode(self.text, node).map_err(|offset| place_of(self.text, offset))
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
        matches!(key.kind, Kind::Plain)
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
