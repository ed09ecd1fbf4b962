//! Where secrets are in a text.

use super::matcher::{Found, Matcher};
use super::text::Text;

/// What comes next in a text.
pub(super) enum Next {
    /// Secrets that overlap, or one alone.
    Region(Region),
    /// From this place on, a secret could go on behind the end.
    Open(usize),
    Nothing,
}

pub(super) struct Region {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number of the first secret in it.
    pub(super) first: usize,
    /// Of those that begin in it and end behind the one before.
    pub(super) others: Vec<usize>,
}

/// A region that is longer than that, in bytes, need not be held back as one: a secret that repeats itself, in a text
/// that does, would be held back for ever.
const LONG: usize = 4096;

/// What comes next from `from` on. `is_last`: there is no more text, so nothing is open, and a secret may be cut off.
pub(super) fn next(matcher: &Matcher, text: Text<'_>, from: usize, is_last: bool) -> Next {
    let mut at = from;
    while let Some(start) = matcher.next(text, at) {
        let found = matcher.at(text, start);
        if found.is_open && !is_last {
            return Next::Open(start);
        }
        if let Some((end, first)) = longest(&found, text) {
            let region = Region { start, end, first, others: Vec::new() };
            return grown(matcher, text, region, is_last);
        }
        at = start + 1;
    }
    Next::Nothing
}

/// With the secrets that begin in the region, whose ends would be left else.
fn grown(matcher: &Matcher, text: Text<'_>, mut region: Region, is_last: bool) -> Next {
    let mut at = region.start + 1;
    // Where the secret begins that ends last.
    let mut last = region.start;
    while let Some(place) = matcher.next(text, at).filter(|place| *place < region.end) {
        let found = matcher.at(text, place);
        if found.is_open && !is_last {
            if last - region.start <= LONG {
                return Next::Open(region.start);
            }
            // What is from there on is found again, and what is behind it with it.
            region.end = last;
            return Next::Region(region);
        }
        if let Some((end, of)) = longest(&found, text).filter(|(end, _)| *end > region.end) {
            (region.end, last) = (end, place);
            if region.others.last().unwrap_or(&region.first) != &of {
                region.others.push(of);
            }
        }
        at = place + 1;
    }
    Next::Region(region)
}

/// What ends last at the place: a secret, or one that the end of the text cuts off.
fn longest(found: &Found, text: Text<'_>) -> Option<(usize, usize)> {
    let end_of_text = text.end_of_last_line();
    let cut = found.cut.map(|of| (end_of_text, of));
    let is_longer = found.whole.is_none_or(|(end, _)| end < end_of_text);
    cut.filter(|_| is_longer).or(found.whole)
}

impl Region {
    /// Gives what stands in its place to `write`, piece by piece.
    pub(super) fn marks<E>(
        &self,
        matcher: &Matcher,
        mut write: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        for of in [self.first].iter().chain(&self.others) {
            write("[REDACTED:")?;
            write(matcher.name(*of))?;
            write("]")?;
        }
        Ok(())
    }
}
