use core::fmt;

use super::error::SourceError;

/// What a [`Source`](crate::Source) has to say about a secret that it gives all the same, such as that
/// its version is about to be disabled.
///
/// All text is static, as in a [`SourceError`](crate::SourceError).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceWarning {
    code: &'static str,
    problem: &'static str,
    fix: &'static str,
    days_left: Option<u32>,
    is_doubt: bool,
}

impl SourceWarning {
    /// A warning with a stable code, what is wrong, and the one thing to do about it.
    #[must_use]
    pub const fn new(code: &'static str, problem: &'static str, fix: &'static str) -> Self {
        Self { code, problem, fix, days_left: None, is_doubt: false }
    }

    /// Adds how many days are left until it is an error.
    #[must_use]
    pub const fn days_left(mut self, days: u32) -> Self {
        self.days_left = Some(days);
        self
    }

    /// Says that the value can hardly be right, so that
    /// [`Loader::strict_values`](crate::Loader::strict_values) makes an error of it where a
    /// [`Kind`](crate::Kind) warns.
    #[must_use]
    pub const fn doubtful(mut self) -> Self {
        self.is_doubt = true;
        self
    }

    /// The stable code, as [`LoadWarning::code`](crate::LoadWarning::code) gives it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// As an error, if the value can hardly be right.
    pub(crate) const fn as_doubt(&self) -> Option<SourceError> {
        if self.is_doubt { Some(SourceError::new(self.code, self.problem, self.fix)) } else { None }
    }

    pub(crate) const fn problem(&self) -> &'static str {
        self.problem
    }

    pub(crate) const fn detail(&self) -> DaysLeft {
        DaysLeft(self.days_left)
    }

    pub(crate) const fn fix(&self) -> &'static str {
        self.fix
    }
}

/// As a parenthesis behind the problem; nothing if nothing is known.
pub(crate) struct DaysLeft(Option<u32>);

impl fmt::Display for DaysLeft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(0) => f.write_str(" (less than a day left)"),
            Some(1) => f.write_str(" (1 day left)"),
            Some(days) => write!(f, " ({days} days left)"),
        }
    }
}
