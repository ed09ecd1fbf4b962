use provider_credentials_core::SourceError;

pub(super) const fn error(
    code: &'static str,
    problem: &'static str,
    fix: &'static str,
) -> SourceError {
    SourceError::new(code, problem, fix)
}
