use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

/// What a password is stored under.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item<'r> {
    pub(crate) service: &'r str,
    pub(crate) user: &'r str,
}

/// A password, or why there is none.
pub(crate) type Found = Result<Zeroizing<Vec<u8>>, SourceError>;
