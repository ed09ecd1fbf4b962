//! Which key was meant by one that nobody knows.

use super::keys::{Slots, Sources};
use super::misplaced::{LIST, is_list, is_of_command};
use crate::schema::{self, Need};
use crate::suggest;
use crate::yaml::{Entry, Kind};

impl Slots<'_, '_> {
    /// The keys that are read here: those of another source are not.
    pub(super) fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for name in self.spec.names() {
            let need = self.spec.key(name).map(|key| key.need);
            match (need.filter(|need| need.source().is_some()), self.sources) {
                (Some(_), Sources::List) => {}
                (Some(need), Sources::One(stated)) if need.is_elsewhere(stated) => {}
                _ => names.push(name),
            }
        }
        names
    }

    pub(super) fn near(&self, entry: &Entry) -> Option<&'static str> {
        self.near_among(&self.names(), entry)
    }

    pub(super) fn near_among(&self, names: &[&'static str], entry: &Entry) -> Option<&'static str> {
        let near = self.nearest(&entry.key.value, names).filter(|_| !is_of_command(entry));
        let other = schema::part_meant_by(&entry.key.value).filter(|part| names.contains(part));
        // `user` is a key of one source, and a part's other name.
        let meant = match self.sources {
            Sources::One(_) => near.or(other),
            _ => other.or(near),
        };
        meant.or_else(|| self.list_meant_by(entry))
    }

    /// As [`suggest::nearest`]. What all keys of a source begin with does not make one near to another.
    fn nearest(&self, word: &str, names: &[&'static str]) -> Option<&'static str> {
        let is_of_source = |name: &str| {
            let key = self.spec.key(name);
            key.is_some_and(|key| key.need.source().is_some())
        };
        let (start, rest) = word.split_once('_').unwrap_or_default();
        let mut rests = Vec::new();
        for name in names {
            let (first, of_name) = name.split_once('_').unwrap_or_default();
            if !start.is_empty() && first == start && is_of_source(name) {
                rests.push(of_name);
            }
        }
        if rests.len() < 2 {
            return suggest::nearest(word, names);
        }
        let near = suggest::nearest(rest, &rests).or_else(|| suggest::within(rest, &rests))?;
        names.iter().copied().find(|name| name.split_once('_') == Some((start, near)))
    }

    /// The list of credentials by a name like no other, where nothing else could be it.
    fn list_meant_by(&self, entry: &Entry) -> Option<&'static str> {
        if !self.spec.has(LIST) || self.get(LIST).is_some() || !is_list(entry) {
            return None;
        }
        for other in &self.node.mapping()?.entries {
            let is_near = suggest::nearest(&other.key.value, &[LIST]).is_some();
            if other.key.span != entry.key.span && (is_near || is_list(other)) {
                return None;
            }
        }
        Some(LIST)
    }

    /// What the source needs and does not have, for a key like no other.
    pub(super) fn meant_by(&self, entry: &Entry) -> Option<&'static str> {
        let Sources::One(source) = self.sources else { return None };
        let is_text = matches!(entry.value.kind, Kind::Scalar(_)) && !self.holds_secret(entry);
        if !is_text || self.near(entry).is_some() {
            return None;
        }
        let lacks =
            |key: &&schema::Key| key.need == Need::With(source) && self.get(key.name).is_none();
        let has_others = self.found.iter().any(|(name, _)| {
            let key = self.spec.key(name);
            key.is_some_and(|key| key.need.is_elsewhere(source))
        });
        self.spec.keys.iter().find(lacks).map(|key| key.name).filter(|_| !has_others)
    }
}
