/// A text in two parts: what a writer held back, and what came now.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    head: &'t [u8],
    tail: &'t [u8],
}

impl<'t> Text<'t> {
    pub(super) fn new(head: &'t [u8], tail: &'t [u8]) -> Self {
        Self { head, tail }
    }

    pub(super) fn len(self) -> usize {
        self.head.len() + self.tail.len()
    }

    #[inline]
    pub(super) fn get(self, at: usize) -> Option<u8> {
        match at.checked_sub(self.head.len()) {
            None => self.head.get(at).copied(),
            Some(at) => self.tail.get(at).copied(),
        }
    }

    /// The bytes from one place to another, which are in two slices.
    pub(super) fn between(self, start: usize, end: usize) -> [&'t [u8]; 2] {
        let border = self.head.len();
        [
            self.head.get(start.min(border)..end.min(border)).unwrap_or_default(),
            self.tail
                .get(start.saturating_sub(border)..end.saturating_sub(border))
                .unwrap_or_default(),
        ]
    }

    /// Where the second part begins, and that part.
    pub(super) fn tail(self) -> (usize, &'t [u8]) {
        (self.head.len(), self.tail)
    }
}
