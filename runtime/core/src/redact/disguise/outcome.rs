/// How a comparison ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::redact) enum Outcome {
    No,
    /// It is the secret, which ends before this place.
    Whole(usize),
    /// The text ended first, after so many bytes of the secret.
    Cut(usize),
}

/// Why there is no number where one should be.
#[derive(Debug, Clone, Copy)]
pub(super) enum NoNumber {
    /// There is something else.
    Other,
    /// The text ends there.
    End,
}

impl NoNumber {
    /// Of a comparison that came so far.
    pub(super) fn after(self, matched: usize) -> Outcome {
        match self {
            Self::Other => Outcome::No,
            Self::End => Outcome::Cut(matched),
        }
    }
}
