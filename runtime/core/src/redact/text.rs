/// A text in two parts: what a writer held back, and what came now.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    head: &'t [u8],
    tail: &'t [u8],
    ends_at_line_break: bool,
}

impl<'t> Text<'t> {
    pub(super) fn new(head: &'t [u8], tail: &'t [u8]) -> Self {
        Self { head, tail, ends_at_line_break: false }
    }

    /// The same, as if each line break were the end, for who reads on from a place.
    pub(super) fn by_lines(self) -> Self {
        Self { ends_at_line_break: true, ..self }
    }

    pub(super) fn len(self) -> usize {
        self.head.len() + self.tail.len()
    }

    #[inline]
    pub(super) fn get(self, at: usize) -> Option<u8> {
        let found = match at.checked_sub(self.head.len()) {
            None => self.head.get(at).copied(),
            Some(at) => self.tail.get(at).copied(),
        };
        found.filter(|byte| !(self.ends_at_line_break && is_line_break(*byte)))
    }

    /// Where the line ends in which the place is.
    pub(super) fn line_end(self, at: usize) -> usize {
        let line = self.by_lines();
        let mut end = at;
        while line.get(end).is_some() {
            end += 1;
        }
        end
    }

    /// The end, without the line break that may stand there.
    pub(super) fn end_of_last_line(self) -> usize {
        let mut end = self.len();
        while end.checked_sub(1).and_then(|at| self.get(at)).is_some_and(is_line_break) {
            end -= 1;
        }
        end
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

fn is_line_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}
