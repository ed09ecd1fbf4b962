//! All the paths asked of one document, followed in one walk.

use super::paths_asked::{Extracted, Segments};
use super::sort::sort;
use crate::report::ValueReason;
use crate::secret::Secret;

/// The paths in order, so that those with a common beginning stand together, and an answer for each.
pub(super) struct Paths {
    /// Each with its number among those asked.
    sorted: Vec<(Segments, usize)>,
    /// By place among the sorted; what a step has come to is with the first path that shares it.
    followed: Vec<Followed>,
    answers: Extracted,
}

/// How far the document led along a path.
#[derive(Clone, Copy)]
struct Followed {
    /// How many of its segments were found.
    deepest: usize,
    /// How many lead to the first of them that was found twice.
    repeated: usize,
}

/// The paths that share their first segments, by their places among the sorted.
#[derive(Clone, Copy)]
pub(super) struct Step {
    start: usize,
    end: usize,
    /// How many segments they share.
    depth: usize,
}

impl Step {
    /// How many paths share it.
    pub(super) fn len(self) -> usize {
        self.end - self.start
    }

    /// From the first path that shares `parent`.
    pub(super) fn distance(self, parent: Self) -> usize {
        self.start.saturating_sub(parent.start)
    }
}

impl Paths {
    pub(super) fn new(paths: &[Segments]) -> Self {
        let mut sorted = Vec::with_capacity(paths.len());
        let mut answers = Vec::with_capacity(paths.len());
        let (mut last, mut is_sorted): (Segments, bool) = (&[], true);
        for (number, path) in paths.iter().enumerate() {
            sorted.push((*path, number));
            answers.push(Err(ValueReason::KeyNotFound { depth: 0 }));
            is_sorted &= last <= *path;
            last = *path;
        }
        // Most often all are in order.
        if !is_sorted {
            sort(&mut sorted);
        }
        let none = Followed { deepest: 0, repeated: usize::MAX };
        Self { sorted, followed: vec![none; paths.len()], answers }
    }

    /// One answer for each path, in the order in which they were asked.
    pub(super) fn into_answers(self) -> Extracted {
        self.answers
    }

    /// Where the document's root stands.
    pub(super) fn root(&self) -> Step {
        Step { start: 0, end: self.sorted.len(), depth: 0 }
    }

    fn segments(&self, at: usize) -> Option<Segments> {
        self.sorted.get(at).map(|(segments, _)| *segments)
    }

    fn segment(&self, at: usize, depth: usize) -> Option<&'static str> {
        self.segments(at)?.get(depth).copied()
    }

    /// The steps from here to members that are wanted.
    pub(super) fn children(&self, step: Step) -> impl Iterator<Item = (&'static str, Step)> {
        let mut at = step.start;
        core::iter::from_fn(move || {
            loop {
                let start = at;
                at += 1;
                if start >= step.end {
                    return None;
                }
                if let Some(segment) = self.segment(start, step.depth) {
                    let child = self.sharing(step, start, segment);
                    at = child.end;
                    return Some((segment, child));
                }
            }
        })
    }

    /// The step to the member `segment`, if it is wanted.
    pub(super) fn child(&self, step: Step, segment: &str) -> Option<Step> {
        let start = self.search(step, step.start, &|other| other < Some(segment));
        let child = self.sharing(step, start, segment);
        (child.end > start).then_some(child)
    }

    /// As [`child`](Self::child), for a document that may well be in order: `sibling` was the last.
    pub(super) fn child_after(
        &self,
        step: Step,
        sibling: Option<Step>,
        segment: &str,
    ) -> Option<Step> {
        let next = sibling.map_or(step.start, |sibling| sibling.end);
        let child = self.sharing(step, next, segment);
        if child.end > next { Some(child) } else { self.child(step, segment) }
    }

    /// Those from `start` on that go on from `step` with `segment`.
    fn sharing(&self, step: Step, start: usize, segment: &str) -> Step {
        let is_shared = |other| other == Some(segment);
        let ends = |at| at == step.end || !is_shared(self.segment(at, step.depth));
        // Most often there is one.
        let end = if ends(start) {
            start
        } else if ends(start + 1) {
            start + 1
        } else {
            self.search(step, start, &is_shared)
        };
        Step { start, end, depth: step.depth + 1 }
    }

    /// The first from `start` on whose next segment is not among those that come before.
    fn search(
        &self,
        step: Step,
        mut start: usize,
        comes_before: &dyn Fn(Option<&'static str>) -> bool,
    ) -> usize {
        let mut end = step.end;
        while start < end {
            let middle = start + (end - start) / 2;
            if comes_before(self.segment(middle, step.depth)) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        start
    }

    /// The step to an element of a list.
    pub(super) fn element(&self, step: Step, index: usize) -> Option<Step> {
        self.child(step, &index.to_string())
    }

    /// How many elements of a list are of interest.
    pub(super) fn elements(&self, step: Step) -> usize {
        let mut elements = 0;
        for (segment, _) in self.children(step) {
            if let Some(index) = index(segment) {
                elements = elements.max(index.saturating_add(1));
            }
        }
        elements
    }

    /// Takes a step. `false` where it was taken before, which fails every path that leads over it.
    pub(super) fn follow(&mut self, step: Step) -> bool {
        let Some(Followed { deepest, repeated }) = self.followed.get_mut(step.start) else {
            return false;
        };
        let is_first = *deepest < step.depth;
        if is_first {
            *deepest = step.depth;
        } else if step.depth < *repeated {
            // Once for each step, however often it is repeated.
            *repeated = step.depth;
            self.repeated(step);
        }
        is_first
    }

    /// Fails every path that leads over a step of which there are two.
    pub(super) fn repeated(&mut self, step: Step) {
        let depth = depth(step.depth.saturating_sub(1));
        for at in step.start..step.end {
            self.set(at, Err(ValueReason::KeyDuplicated { depth }));
        }
    }

    /// Whether a path ends here. Those that do stand before those that go on.
    pub(super) fn ends(&self, step: Step) -> bool {
        self.segments(step.start).is_some_and(|segments| segments.len() == step.depth)
    }

    /// A mapping or a list. What it has of the wanted members is told afterwards.
    pub(super) fn collection(&mut self, step: Step) {
        self.answer(step, &|| Err(ValueReason::KeyNotScalar));
    }

    /// A scalar, with what it is as a secret.
    pub(super) fn scalar(&mut self, step: Step, secret: &dyn Fn() -> Result<Secret, ValueReason>) {
        self.answer(step, secret);
    }

    /// Answers the paths that end here; those that go on have found nothing yet.
    fn answer(&mut self, step: Step, here: &dyn Fn() -> Result<Secret, ValueReason>) {
        let beyond = ValueReason::KeyNotFound { depth: depth(step.depth) };
        for at in step.start..step.end {
            let ends = self.segments(at).is_some_and(|segments| segments.len() == step.depth);
            self.set(at, if ends { here() } else { Err(beyond) });
        }
    }

    fn set(&mut self, at: usize, answer: Result<Secret, ValueReason>) {
        let number = self.sorted.get(at).map(|(_, number)| *number);
        if let Some(slot) = number.and_then(|number| self.answers.get_mut(number)) {
            *slot = answer;
        }
    }
}

fn depth(depth: usize) -> u8 {
    u8::try_from(depth).unwrap_or(u8::MAX)
}

/// `0`, or a number without leading zeros and signs.
pub(super) fn index(segment: &str) -> Option<usize> {
    let is_canonical = match segment.as_bytes() {
        [b'0'] => true,
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    // As in other places: for each type of number, the compiler writes the parser anew.
    let number: u64 = if is_canonical { segment.parse().ok()? } else { return None };
    usize::try_from(number).ok()
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

    #[test]
    fn steps_lead_to_those_that_share_them() {
        let paths: &[Segments] =
            &[&["b", "x"], &["a"], &[], &["b"], &["b", "y"], &["b", "x"], &["c"]];
        let paths = Paths::new(paths);
        let names = |step| paths.children(step).map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(paths.root()), ["a", "b", "c"]);
        let b = paths.child(paths.root(), "b").unwrap();
        assert_eq!((b.len(), names(b)), (4, vec!["x", "y"]));
        assert_eq!(paths.child(b, "x").unwrap().len(), 2);
        for missing in ["", "a", "w", "xx", "z"] {
            assert!(paths.child(b, missing).is_none(), "{missing}");
        }
    }
}
