use std::sync::Arc;

use super::anchors::{Anchor, anchors, anchors_of_escaped};
use super::covered::Covered;
use super::disguise::{Outcome, escaped_for_json as escaped, needs_escape_in_json as needs_escape};
use super::filter::Filter;
use super::text::Text;
use super::units::Unit;

/// Which secret begins at a place of a text.
pub(super) struct Matcher {
    covered: Vec<Covered>,
    units: Vec<Unit>,
    /// In order.
    entries: Vec<Entry>,
    /// The first entry of each first byte, and of the one that would follow the last.
    starts: Vec<usize>,
    filter: Filter,
    too_short: Vec<Arc<str>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    anchor: Anchor,
    unit: usize,
}

/// What there is at a place.
#[derive(Default)]
pub(super) struct Found {
    /// The longest secret: where it ends, and the number of what is covered.
    pub(super) whole: Option<(usize, usize)>,
    /// Whether a secret could end behind the end of the text.
    pub(super) is_open: bool,
    /// The number of one of which there is so much that its end counts as cut off.
    pub(super) cut: Option<usize>,
}

impl Found {
    /// Of several that are as long, the first that is covered.
    fn is_whole(&mut self, end: usize, of: usize) {
        let is_better = self
            .whole
            .is_none_or(|(longest, first)| end > longest || (end == longest && of < first));
        if is_better {
            self.whole = Some((end, of));
        }
    }
}

impl Matcher {
    pub(super) fn of(covered: Vec<Covered>) -> Self {
        let (mut units, mut entries, mut too_short) = (Vec::new(), Vec::new(), Vec::new());
        for (number, one) in covered.iter().enumerate() {
            if Unit::is_too_short(one) && !too_short.contains(&one.name) {
                too_short.push(Arc::clone(&one.name));
            }
            for unit in Unit::all_of(number, one) {
                let anchors = unit.read(one, |pieces| {
                    let mut all = anchors(first(pieces.bytes()));
                    if pieces.bytes().any(needs_escape) {
                        all.extend(anchors_of_escaped(first(escaped(pieces.bytes()))));
                    }
                    all
                });
                for anchor in anchors.unwrap_or_default() {
                    entries.push(Entry { anchor, unit: units.len() });
                }
                units.push(unit);
            }
        }
        entries.sort_unstable();
        let before =
            |byte: usize| entries.partition_point(|entry| usize::from(entry.anchor.key[0]) < byte);
        let starts = (0..=256).map(before).collect();
        let filter =
            Filter::of(entries.iter().map(|entry| (entry.anchor.key, entry.anchor.fourth)));
        Self { covered, units, entries, starts, filter, too_short }
    }

    pub(super) fn covered(&self) -> &[Covered] {
        &self.covered
    }

    pub(super) fn too_short(&self) -> &[Arc<str>] {
        &self.too_short
    }

    pub(super) fn name(&self, number: usize) -> &str {
        self.covered.get(number).map_or("", |covered| &covered.name)
    }

    /// The first place from `from` on where something may begin.
    pub(super) fn next(&self, text: Text<'_>, from: usize) -> Option<usize> {
        let (border, tail) = text.tail();
        for at in from..border {
            if self.filter.may_begin([0, 1, 2, 3].map(|next| text.get(at + next))) {
                return Some(at);
            }
        }
        let from = from.max(border);
        self.filter.find(tail.get(from - border..)?).map(|at| from + at)
    }

    /// What begins there.
    pub(super) fn at(&self, text: Text<'_>, at: usize) -> Found {
        let mut found = Found::default();
        let (Some(a), Some(b), Some(c)) = (text.get(at), text.get(at + 1), text.get(at + 2)) else {
            found.is_open = true;
            return found;
        };
        let fourth = text.get(at + 3);
        let (key, first) = ([a, b, c], usize::from(a));
        let start = self.starts.get(first).copied().unwrap_or(0);
        let end = self.starts.get(first + 1).copied().unwrap_or(0);
        let of_first = self.entries.get(start..end).unwrap_or_default();
        let start = of_first.partition_point(|entry| entry.anchor.key < key);
        let with_key = of_first.iter().skip(start).take_while(|entry| entry.anchor.key == key);
        for Entry { anchor, unit } in with_key {
            if let (Some(wanted), Some(fourth)) = (anchor.fourth, fourth) {
                if wanted != fourth {
                    continue;
                }
            }
            let Some(one) = self.units.get(*unit) else { continue };
            let Some(covered) = self.covered.get(one.of) else { continue };
            let compare = |text| one.read(covered, |all| anchor.disguise.compare(all, text, at));
            match compare(text).unwrap_or(Outcome::No) {
                Outcome::No => {
                    // A line of a log may have been cut off.
                    if let Some(Outcome::Cut(count)) = compare(text.by_lines()) {
                        if one.is_told_by(count) {
                            found.is_whole(text.line_end(at), one.of);
                        }
                    }
                }
                Outcome::Whole(end) => found.is_whole(end, one.of),
                Outcome::Cut(count) => {
                    found.is_open = true;
                    if one.is_told_by(count) && found.cut.is_none_or(|of| one.of < of) {
                        found.cut = Some(one.of);
                    }
                }
            }
        }
        found
    }
}

fn first(mut bytes: impl Iterator<Item = u8>) -> [u8; 4] {
    [(); 4].map(|()| bytes.next().unwrap_or(0))
}
