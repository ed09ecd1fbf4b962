//! All the paths asked of one document, followed in one walk.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Extracted, KeyError, Segments, SyntaxError};
use crate::secret::Secret;

/// A document whose syntax is known to be good, or is checked where the walk leads.
pub(super) trait Document {
    /// Where a value stands in the document.
    type Value: Copy;

    /// The wanted ones among the members of a mapping or a list; none for a scalar.
    fn members(
        &self,
        value: Self::Value,
        wanted: &Wanted,
    ) -> Result<Hits<Self::Value>, SyntaxError>;

    /// The text of a scalar, finished as a secret.
    fn secret(&self, value: Self::Value) -> Result<Result<Secret, KeyError>, SyntaxError>;
}

/// What each path leads to, or nowhere when the document has no `root`.
pub(super) fn follow<D: Document>(
    document: &D,
    root: Option<D::Value>,
    paths: &[Segments],
) -> Result<Extracted, SyntaxError> {
    let tree = Tree::new(paths);
    let mut answers: Extracted = Vec::new();
    answers.resize_with(paths.len(), || Err(KeyError::NotFound { depth: 0 }));

    // A stack of its own: how deep a path goes is no reason to overflow the thread's.
    let mut open: Vec<(usize, D::Value)> = root.map(|value| (0, value)).into_iter().collect();
    while let Some((at, value)) = open.pop() {
        let Some(step) = tree.steps.get(at) else {
            continue;
        };
        for &path in &step.ends {
            answer(&mut answers, path, document.secret(value)?);
        }
        if step.wanted.0.is_empty() {
            continue;
        }
        let mut hits = document.members(value, &step.wanted)?;
        let depth = step.depth;
        for &next in step.wanted.0.values() {
            match hits.0.remove(&next) {
                Some(Hit::Once(value)) => open.push((next, value)),
                Some(Hit::Repeated) => {
                    tree.fail(next, KeyError::Duplicated { depth }, &mut answers);
                }
                None => tree.fail(next, KeyError::NotFound { depth }, &mut answers),
            }
        }
    }
    Ok(answers)
}

fn answer(answers: &mut Extracted, path: usize, found: Result<Secret, KeyError>) {
    if let Some(slot) = answers.get_mut(path) {
        *slot = found;
    }
}

/// The paths as a tree: common beginnings are walked once.
struct Tree {
    steps: Vec<Step>,
}

struct Step {
    depth: u8,
    wanted: Wanted,
    /// The paths that end here.
    ends: Vec<usize>,
}

impl Step {
    fn new(depth: usize) -> Self {
        Self {
            depth: u8::try_from(depth).unwrap_or(u8::MAX),
            wanted: Wanted(BTreeMap::new()),
            ends: Vec::new(),
        }
    }
}

impl Tree {
    fn new(paths: &[Segments]) -> Self {
        let mut steps = vec![Step::new(0)];
        for (path, segments) in paths.iter().enumerate() {
            let mut at = 0;
            for (depth, segment) in segments.iter().enumerate() {
                let new = steps.len();
                let Some(step) = steps.get_mut(at) else {
                    break;
                };
                at = *step.wanted.0.entry(segment).or_insert(new);
                if at == new {
                    steps.push(Step::new(depth + 1));
                }
            }
            if let Some(step) = steps.get_mut(at) {
                step.ends.push(path);
            }
        }
        Self { steps }
    }

    /// Fails every path that goes through the step `at`.
    fn fail(&self, at: usize, error: KeyError, answers: &mut Extracted) {
        let mut open = vec![at];
        while let Some(step) = open.pop().and_then(|at| self.steps.get(at)) {
            for &path in &step.ends {
                answer(answers, path, Err(error));
            }
            open.extend(step.wanted.0.values());
        }
    }
}

/// The segments asked for at one place, each with the step it leads to.
pub(super) struct Wanted(BTreeMap<&'static str, usize>);

impl Wanted {
    /// The step that the key `key` leads to.
    pub(super) fn key(&self, key: &str) -> Option<usize> {
        self.0.get(key).copied()
    }

    /// The steps that elements of a list lead to, by index.
    pub(super) fn elements(&self) -> BTreeMap<usize, usize> {
        let indexed = self.0.iter();
        indexed.filter_map(|(segment, step)| Some((index(segment)?, *step))).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// `0`, or a number without leading zeros and signs.
fn index(segment: &str) -> Option<usize> {
    let canonical = segment == "0" || segment.starts_with(|c| matches!(c, '1'..='9'));
    if canonical && segment.bytes().all(|b| b.is_ascii_digit()) {
        segment.parse().ok()
    } else {
        None
    }
}

/// The members found, by the step they belong to.
pub(super) struct Hits<V>(BTreeMap<usize, Hit<V>>);

enum Hit<V> {
    Once(V),
    Repeated,
}

impl<V> Hits<V> {
    pub(super) fn new() -> Self {
        Self(BTreeMap::new())
    }

    pub(super) fn record(&mut self, step: usize, value: V) {
        match self.0.entry(step) {
            Entry::Vacant(entry) => {
                entry.insert(Hit::Once(value));
            }
            Entry::Occupied(mut entry) => {
                entry.insert(Hit::Repeated);
            }
        }
    }

    /// Takes from `other` what is not here yet.
    pub(super) fn fill_from(&mut self, other: Self) {
        for (step, hit) in other.0 {
            self.0.entry(step).or_insert(hit);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_numbers_are_indices() {
        for (segment, expected) in [
            ("0", Some(0)),
            ("7", Some(7)),
            ("10", Some(10)),
            ("00", None),
            ("01", None),
            ("+1", None),
            ("-1", None),
            ("1x", None),
            ("", None),
            ("\u{661}", None),
            ("99999999999999999999999999", None),
        ] {
            assert_eq!(index(segment), expected, "{segment}");
        }
    }
}
