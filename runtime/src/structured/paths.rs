//! All the paths asked of one document, followed in one walk.

use std::collections::HashMap;

use super::{Extracted, KeyError, Segments, SyntaxError};
use crate::secret::Secret;

/// A document whose syntax is known to be good, or is checked where the walk leads.
pub(super) trait Document {
    /// Where a value stands in the document.
    type Value: Copy;

    /// Finds what is wanted among the members of a mapping or a list; a scalar has none.
    fn members(
        &self,
        value: Self::Value,
        hits: &mut Hits<'_, Self::Value>,
    ) -> Result<(), SyntaxError>;

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
        if step.wanted.steps.is_empty() {
            continue;
        }
        let mut hits = Hits::new(&step.wanted);
        document.members(value, &mut hits)?;
        let depth = step.depth;
        for (&next, hit) in step.wanted.steps.iter().zip(hits.found) {
            match hit {
                Hit::Once(value) => open.push((next, value)),
                Hit::Repeated => tree.fail(next, KeyError::Duplicated { depth }, &mut answers),
                Hit::Missing => tree.fail(next, KeyError::NotFound { depth }, &mut answers),
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
            wanted: Wanted::default(),
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
                at = step.wanted.insert(segment, new);
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
            open.extend(&step.wanted.steps);
        }
    }
}

/// The segments asked for at one place.
#[derive(Default)]
struct Wanted {
    /// Each segment's number.
    numbers: HashMap<&'static str, usize>,
    /// By number, the step that the segment leads to.
    steps: Vec<usize>,
}

impl Wanted {
    /// The step that `segment` leads to: `step`, unless it led to another one already.
    fn insert(&mut self, segment: &'static str, step: usize) -> usize {
        let number = *self.numbers.entry(segment).or_insert(self.steps.len());
        if let Some(known) = self.steps.get(number) {
            return *known;
        }
        self.steps.push(step);
        step
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

/// What was found among the members of one mapping or list.
pub(super) struct Hits<'w, V> {
    wanted: &'w Wanted,
    /// By the number of the segment.
    found: Vec<Hit<V>>,
    missing: usize,
}

#[derive(Clone, Copy)]
enum Hit<V> {
    Missing,
    Once(V),
    Repeated,
}

impl<'w, V: Copy> Hits<'w, V> {
    fn new(wanted: &'w Wanted) -> Self {
        let missing = wanted.steps.len();
        Self { wanted, found: vec![Hit::Missing; missing], missing }
    }

    /// None yet, of the same.
    pub(super) fn empty(&self) -> Self {
        Self::new(self.wanted)
    }

    pub(super) fn is_complete(&self) -> bool {
        self.missing == 0
    }

    /// A member of a mapping.
    pub(super) fn member(&mut self, key: &str, value: V) {
        if let Some(number) = self.wanted.numbers.get(key) {
            self.record(*number, Hit::Once(value));
        }
    }

    /// The members of a list.
    pub(super) fn elements(&mut self, elements: impl Iterator<Item = V>) {
        let numbers = self.wanted.numbers.iter();
        let indices: Vec<_> =
            numbers.filter_map(|(segment, number)| Some((index(segment)?, *number))).collect();
        let Some(last) = indices.iter().map(|(index, _)| *index).max() else {
            return;
        };
        let elements: Vec<V> = elements.take(last.saturating_add(1)).collect();
        for (index, number) in indices {
            if let Some(value) = elements.get(index) {
                self.record(number, Hit::Once(*value));
            }
        }
    }

    fn record(&mut self, number: usize, hit: Hit<V>) {
        match self.found.get_mut(number) {
            Some(slot @ Hit::Missing) => {
                *slot = hit;
                self.missing -= usize::from(!matches!(hit, Hit::Missing));
            }
            Some(slot) => *slot = Hit::Repeated,
            None => {}
        }
    }

    /// Takes from `other` what is not here yet.
    pub(super) fn fill_from(&mut self, other: &Self) {
        for (number, hit) in other.found.iter().enumerate() {
            if let Some(Hit::Missing) = self.found.get(number) {
                self.record(number, *hit);
            }
        }
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
