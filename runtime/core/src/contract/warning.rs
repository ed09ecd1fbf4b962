use core::fmt;

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
}

impl SourceWarning {
    /// A warning with a stable code, what is wrong, and the one thing to do about it.
    #[must_use]
    pub const fn new(code: &'static str, problem: &'static str, fix: &'static str) -> Self {
        Self { code, problem, fix, days_left: None }
    }

    /// Adds how many days are left until it is an error.
    #[must_use]
    pub const fn days_left(mut self, days: u32) -> Self {
        self.days_left = Some(days);
        self
    }

    /// The stable code, as [`LoadWarning::code`](crate::LoadWarning::code) gives it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
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
            Some(1) => f.write_str(" (1 day left)"),
            Some(days) => write!(f, " ({days} days left)"),
        }
    }
}
