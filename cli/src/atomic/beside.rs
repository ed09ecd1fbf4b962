//! Files beside another one.

use tempfile::Builder;

/// Those whose names nobody guesses.
pub(super) fn beside() -> Builder<'static, 'static> {
    let mut beside = Builder::new();
    beside.prefix(".credentials-");
    beside
}
