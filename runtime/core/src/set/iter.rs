use core::slice;

use super::any::AnyCredential;

/// The credentials of a set, in the order of the manifest.
#[derive(Debug, Clone)]
pub struct Iter<'a>(pub(super) slice::Iter<'a, AnyCredential>);

impl<'a> Iterator for Iter<'a> {
    type Item = &'a AnyCredential;

    fn next(&mut self) -> Option<&'a AnyCredential> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back()
    }
}

impl ExactSizeIterator for Iter<'_> {}
