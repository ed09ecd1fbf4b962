use crate::contract::Unanswered;

/// On which failures of a source that is asked the next one is tried, beside the secret's absence.
#[derive(Clone, Copy)]
pub struct FallThrough {
    pub denied: bool,
    pub unreachable: bool,
}

impl FallThrough {
    /// On none: what a manifest means that does not say.
    pub const ABSENT: Self = Self { denied: false, unreachable: false };

    pub(crate) fn allows(self, reason: Unanswered) -> bool {
        self.denied && reason.is_denied() || self.unreachable && reason.is_unreachable()
    }
}
