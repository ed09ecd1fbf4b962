/// What a [`Source`](crate::Source) has to say about a secret that it gives all the same, such as that
/// its version is about to be disabled.
///
/// All text is static, as in a [`SourceError`](crate::SourceError).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceWarning {
    code: &'static str,
    problem: &'static str,
    fix: &'static str,
}

impl SourceWarning {
    /// A warning with a stable code, what is wrong, and the one thing to do about it.
    #[must_use]
    pub const fn new(code: &'static str, problem: &'static str, fix: &'static str) -> Self {
        Self { code, problem, fix }
    }

    /// The stable code, as [`LoadWarning::code`](crate::LoadWarning::code) gives it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    pub(crate) const fn problem(&self) -> &'static str {
        self.problem
    }

    pub(crate) const fn fix(&self) -> &'static str {
        self.fix
    }
}
